"""GRU: two steps by hand, BPTT against differences, and a memory task."""

import numpy as np

Array = np.ndarray


def sigmoid(a: Array) -> Array:
    """The logistic function."""
    return 1 / (1 + np.exp(-a))


# --8<-- [start:gru]
def forward(x: Array, w_x: Array, w_h: Array, b: Array) -> tuple[Array, list]:
    """x (T, N, d), blocks z, r, g: w_x (d, 3h), w_h (h, 3h), b (3h); H (T, N, h)."""
    h = np.zeros((x.shape[1], w_h.shape[0]))
    u = w_h.shape[0]
    states, cache = [], []
    for x_t in x:
        ax = x_t @ w_x + b  # (N, 3h)
        zr = sigmoid(ax[:, : 2 * u] + h @ w_h[:, : 2 * u])
        z, r = zr[:, :u], zr[:, u:]
        g = np.tanh(ax[:, 2 * u :] + (r * h) @ w_h[:, 2 * u :])
        cache.append((h, z, r, g))
        h = z * h + (1 - z) * g  # z keeps, 1 - z writes
        states.append(h)
    return np.stack(states), cache


def backward(d_hs: Array, x: Array, w_h: Array, cache: list) -> list[Array]:
    """From dL/dH_t (T, N, h) to dW_x, dW_h, db."""
    u = w_h.shape[0]
    d_wx, d_wh = np.zeros((x.shape[2], 3 * u)), np.zeros_like(w_h)
    d_b, later = np.zeros(3 * u), np.zeros_like(d_hs[0])
    for t in reversed(range(len(x))):
        h, z, r, g = cache[t]  # h is H_{t-1}
        d_h = d_hs[t] + later
        a_g = d_h * (1 - z) * (1 - g**2)
        d_rh = a_g @ w_h[:, 2 * u :].T  # gradient of r * h
        a_z = d_h * (h - g) * z * (1 - z)
        a_r = d_rh * h * r * (1 - r)
        a = np.concatenate([a_z, a_r, a_g], axis=1)
        d_wx, d_b = d_wx + x[t].T @ a, d_b + a.sum(axis=0)
        d_wh[:, : 2 * u] += h.T @ a[:, : 2 * u]
        d_wh[:, 2 * u :] += (r * h).T @ a_g
        later = d_h * z + d_rh * r + a[:, : 2 * u] @ w_h[:, : 2 * u].T
    return [d_wx, d_wh, d_b]


# --8<-- [end:gru]


def recall_batch(rng: np.random.Generator, n: int, steps: int) -> tuple[Array, Array]:
    """A bit per step and a flag on one of the first five; labels (N,)."""
    x = np.zeros((steps, n, 2))
    x[:, :, 0] = rng.choice([-1.0, 1.0], size=(steps, n))
    at = rng.integers(0, 5, size=n)
    x[at, np.arange(n), 1] = 1.0
    return x, (x[at, np.arange(n), 0] > 0).astype(float)


def train(keep_bias: float, seed: int, steps: int = 20, units: int = 8) -> float:
    """Adam with clipping, at most 250 updates; test accuracy."""
    rng = np.random.default_rng(seed)
    c = 1 / np.sqrt(units)
    shapes = ((2, 3 * units), (units, 3 * units), (3 * units,), (units,), (1,))
    params = [rng.uniform(-c, c, size=s) for s in shapes]
    params[2][:units] = keep_bias
    first, second = [np.zeros(s) for s in shapes], [np.zeros(s) for s in shapes]
    hits = 0.0
    for k in range(1, 251):
        x, y = recall_batch(rng, 64, steps)
        hs, cache = forward(x, *params[:3])
        logit = hs[-1] @ params[3] + params[4]
        d = (sigmoid(logit) - y) / len(y)
        d_hs = np.zeros_like(hs)
        d_hs[-1] = d[:, None] * params[3]
        grads = [
            *backward(d_hs, x, params[1], cache),
            hs[-1].T @ d,
            d.sum(keepdims=True),
        ]
        norm = np.sqrt(sum(float((g**2).sum()) for g in grads))
        for p, g, m, s in zip(params, grads, first, second, strict=True):
            g = g * min(1.0, 1.0 / norm)
            m += 0.1 * (g - m)
            s += 0.001 * (g**2 - s)
            p -= 0.02 * m / (1 - 0.9**k) / (np.sqrt(s / (1 - 0.999**k)) + 1e-8)
        hits = 0.9 * hits + 0.1 * float(np.mean((logit > 0) == (y > 0)))
        if hits > 0.99:
            break
    x, y = recall_batch(np.random.default_rng(99), 1000, steps)
    hs, _ = forward(x, *params[:3])
    return float(np.mean((hs[-1] @ params[3] + params[4] > 0) == (y > 0)))


def main() -> None:
    """Print and assert the numbers of the page."""
    w_x, w_h = np.array([[-1.0, 0.0, 1.0]]), np.array([[0.0, 0.0, 0.5]])
    b = np.array([1.0, 0.0, 0.0])
    x = np.array([1.0, 0.0]).reshape(2, 1, 1)
    hs, cache = forward(x, w_x, w_h, b)
    for t, (_, z, r, g) in enumerate(cache):
        values = [v.item() for v in (z, r, g, hs[t])]
        print(f"step {t + 1}, z r g h:", " ".join(f"{v:.4f}" for v in values))

    rng = np.random.default_rng(0)
    x = rng.normal(size=(5, 3, 2))
    params = [rng.normal(size=s) * 0.5 for s in ((2, 12), (4, 12), (12,))]
    weight = rng.normal(size=(5, 3, 4))
    grads = backward(weight, x, params[1], forward(x, *params)[1])
    worst = 0.0
    for p, g in zip(params, grads, strict=True):
        flat, expected = p.reshape(-1), g.reshape(-1)
        for k in range(flat.size):
            keep, ends = flat[k], []
            for step in (1e-5, -1e-5):
                flat[k] = keep + step
                ends.append(float((forward(x, *params)[0] * weight).sum()))
            flat[k] = keep
            worst = max(worst, abs((ends[0] - ends[1]) / 2e-5 - expected[k]))
    assert worst < 1e-7, worst
    print("central differences agree on", sum(p.size for p in params), "parameters")

    d, h = 100, 128
    for name, blocks in (("RNN", 1), ("GRU", 3), ("LSTM", 4)):
        print(f"{name}: {blocks * (d * h + h * h + h)} parameters")

    for bias in (0.0, 3.0):
        runs = [train(bias, seed) for seed in range(3)]
        solved = sum(a > 0.95 for a in runs)
        print(f"recall over 20 steps, update bias {bias:.0f}: {solved} of 3 runs")
        assert all(a < 0.8 or a > 0.95 for a in runs), runs


if __name__ == "__main__":
    main()
