"""A real explosion: a ReLU RNN learns to add 50 numbers, with and without clipping."""

import numpy as np
from scratch import Array, clip_norm, clip_value, spectral_radius

STEPS, UNITS, BATCH, UPDATES, RATE = 50, 32, 32, 200, 0.01
SEEDS = range(5)
MODES = {  # name: (kind of clipping, limit, learning rate)
    "no clipping": ("none", 0.0, RATE),
    "by norm, limit 1": ("norm", 1.0, RATE),
    "by value, limit 0.1": ("value", 0.1, RATE),
    "no clipping, rate / 100": ("none", 0.0, RATE / 100),
}


def batch(rng: np.random.Generator, n: int) -> tuple[Array, Array]:
    """Numbers (T, N, 1) and their sum, scaled to variance 1 (N,)."""
    x = rng.normal(size=(STEPS, n, 1))
    return x, x.sum(axis=(0, 2)) / np.sqrt(STEPS)


def gradients(x: Array, y: Array, params: list[Array]) -> tuple[float, list[Array]]:
    """Mean squared error and gradients of w_x, w_h, b and the readout."""
    w_x, w_h, b, v, v0 = params
    states = [np.zeros((x.shape[1], UNITS))]
    for x_t in x:
        states.append(np.maximum(x_t @ w_x + states[-1] @ w_h + b, 0.0))
    error = states[-1] @ v + v0 - y  # (N,)
    d_out = 2.0 * error / len(y)
    g = [np.zeros_like(p) for p in params]
    g[3], g[4] = states[-1].T @ d_out, d_out.sum(keepdims=True)
    d_h = d_out[:, None] * v
    for t in reversed(range(STEPS)):
        delta = d_h * (states[t + 1] > 0)
        g[0] += x[t].T @ delta
        g[1] += states[t].T @ delta
        g[2] += delta.sum(axis=0)
        d_h = delta @ w_h.T
    return float((error**2).mean()), g


def train(mode: str, seed: int) -> tuple[Array, Array, float]:
    """Loss and gradient norm before each update, and the error on new sequences."""
    kind, limit, rate = MODES[mode]
    rng = np.random.default_rng(seed)
    params = [0.1 * rng.normal(size=(1, UNITS)), np.eye(UNITS), np.zeros(UNITS)]
    params += [0.1 * rng.normal(size=UNITS), np.zeros(1)]
    losses, norms = np.full(UPDATES, np.nan), np.full(UPDATES, np.nan)
    with np.errstate(over="ignore", invalid="ignore"):
        for u in range(UPDATES):
            losses[u], grads = gradients(*batch(rng, BATCH), params)
            scaled, norms[u] = clip_norm(grads, limit or np.inf)
            if not np.isfinite(losses[u]):
                break
            if kind == "norm":
                grads = scaled
            elif kind == "value":
                grads = clip_value(grads, limit)
            for p, g in zip(params, grads, strict=True):
                p -= rate * g
        x, y = batch(np.random.default_rng(99), 1000)
        return losses, norms, gradients(x, y, params)[0]


def after_one_update(seed: int) -> tuple[float, float]:
    """Spectral radius and norm s of w_h, the identity at first, after one update."""
    rng = np.random.default_rng(seed)
    params = [0.1 * rng.normal(size=(1, UNITS)), np.eye(UNITS), np.zeros(UNITS)]
    params += [0.1 * rng.normal(size=UNITS), np.zeros(1)]
    _, grads = gradients(*batch(rng, BATCH), params)
    w = params[1] - RATE * grads[1]
    return spectral_radius(w), float(np.linalg.norm(w, 2))


if __name__ == "__main__":
    radii, sizes = zip(*(after_one_update(seed) for seed in SEEDS), strict=True)
    print(f"w_h after one update: radius {min(radii):.2f} .. {max(radii):.2f}", end="")
    print(f", largest singular value {min(sizes):.2f} .. {max(sizes):.2f}")
    print("add 50 numbers; always answering 0 has error 1.00; 5 seeds, 200 updates")
    print("                          loss after    largest   error on new")
    print("                          one update    norm      sequences")
    for mode in MODES:
        runs = [train(mode, seed) for seed in SEEDS]
        second = [r[0][1] for r in runs]
        tests = [r[2] for r in runs]
        cells = f"{mode:<24} {min(second):>6.1g} .. {max(second):<6.1g}"
        if mode == "no clipping":
            assert not any(t < 0.5 for t in tests)
            print(f"{cells} {'-':>6}    above 0.5 or nan, 5 of 5")
            continue
        top = max(float(np.max(r[1])) for r in runs)
        usual = np.median([np.median(r[1]) for r in runs])
        print(f"{cells} {top:>6.0f}    {min(tests):.2f} .. {max(tests):.2f}")
        print(f"{'':<24} usual norm {usual:.0f}")
