"""The worked example, both kinds of clipping, and the spectral radius measured."""

import numpy as np

Array = np.ndarray


# --8<-- [start:clip]
def clip_norm(grads: list[Array], limit: float) -> tuple[list[Array], float]:
    """Scale all gradients together so that their joint norm is at most limit."""
    norm = float(np.sqrt(sum((g**2).sum() for g in grads)))
    return [g * min(1.0, limit / norm) for g in grads], norm


def clip_value(grads: list[Array], limit: float) -> list[Array]:
    """Cut every entry to the range from -limit to limit."""
    return [np.clip(g, -limit, limit) for g in grads]


# --8<-- [end:clip]


# --8<-- [start:norms]
def spectral_radius(w: Array) -> float:
    """Size of the largest eigenvalue."""
    return float(np.abs(np.linalg.eigvals(w)).max())


def norms_back(w_h: Array, inputs: Array, d_last: Array) -> Array:
    """Norm of dL/dH_t for t = T ... 1 in a tanh RNN with a loss at step T only."""
    states, h = [], np.zeros(inputs.shape[1:])  # (N, h)
    for z_x in inputs:  # (T, N, h): X_t W_x + b, all steps
        h = np.tanh(z_x + h @ w_h)
        states.append(h)
    d, norms = d_last, [np.linalg.norm(d_last)]
    for h in reversed(states[1:]):
        d = (d * (1.0 - h**2)) @ w_h.T  # one step back
        norms.append(np.linalg.norm(d))
    return np.array(norms)


# --8<-- [end:norms]


# --8<-- [start:orthogonal]
def orthogonal(units: int, rng: np.random.Generator) -> Array:
    """A random matrix (h, h) that changes no length: Q of a QR decomposition."""
    q, r = np.linalg.qr(rng.normal(size=(units, units)))
    return q * np.sign(np.diag(r))  # makes all such matrices equally likely


# --8<-- [end:orthogonal]

STEPS, UNITS, SEEDS = 51, 64, range(10)
RADII = (0.5, 0.9, 1.0, 1.1, 1.5)
W = np.array([[0.5, 2.0], [0.0, 0.5]])  # the worked example


def ratio(radius: float, size: float, seed: int, kind: str = "") -> tuple[float, float]:
    """Largest singular value; gradient norm 50 steps back over that at the end."""
    rng = np.random.default_rng(seed)
    w = orthogonal(UNITS, rng) if kind else rng.normal(size=(UNITS, UNITS))
    w *= radius / spectral_radius(w)
    inputs = size * rng.normal(size=(STEPS, 8, UNITS))
    norms = norms_back(w, inputs, rng.normal(size=(8, UNITS)))
    return float(np.linalg.norm(w, 2)), float(norms[-1] / norms[0])


def slope(w: float, steps: int = 50) -> float:
    """dL/dw of L = (w^steps - 1)^2 / 2: a linear unit that starts at 1."""
    return (w**steps - 1) * steps * w ** (steps - 1)


def opening() -> None:
    """The linear unit that explodes or stands still."""
    for w in (0.8, 1.1):
        g = slope(w)
        print(f"w = {w}: w^50 = {w**50:.5f}, slope {g:.4f}, step {-0.01 * g:.5f}")
    w, updates = 1.1, 0
    while abs(w**50 - 1) > 0.5:
        w, updates = w - 0.01 * float(np.clip(slope(w), -1, 1)), updates + 1
    print(f"slope clipped at 1: w = {w:.2f} after {updates} updates")


def worked_example() -> None:
    """A matrix with s > 1 and spectral radius 0.5, then both kinds of clipping."""
    s = np.linalg.svd(W, compute_uv=False)
    print(f"singular values {s[0]:.4f} {s[1]:.4f}, radius {spectral_radius(W):.4f}")
    d = np.array([0.0, 1.0])
    for n in range(1, 51):
        d = d @ W.T
        assert np.allclose(d, [2 * n * 0.5 ** (n - 1), 0.5**n])
        if n in (1, 2, 3, 4, 10):
            row = " ".join(f"{v:.4f}" for v in d)
            print(f"  {n:>2} steps back: {row}  norm {np.linalg.norm(d):.4f}")
    print(f"  50 steps back: norm {np.linalg.norm(d):.1e}")
    g = [np.array([3.0]), np.array([40.0])]
    scaled, norm = clip_norm(g, 5.0)
    cut = clip_value(g, 5.0)
    print(f"gradient (3, 40), norm {norm:.4f}; limit 5")
    print(f"  by norm:  ({scaled[0][0]:.4f}, {scaled[1][0]:.4f})")
    print(f"  by value: ({cut[0][0]:.4f}, {cut[1][0]:.4f})")
    for name, v in (("before", g), ("by norm", scaled), ("by value", cut)):
        print(f"  angle {name}: {np.degrees(np.arctan2(v[1], v[0]))[0]:.1f} degrees")


if __name__ == "__main__":
    opening()
    worked_example()
    print("gradient 50 steps back over gradient at the end, 10 seeds")
    print("radius       s     tiny inputs, from .. to    inputs of size 1")
    for radius in RADII:
        runs = [ratio(radius, 0.01, seed) for seed in SEEDS]
        s, tiny = np.mean([r[0] for r in runs]), sorted(r[1] for r in runs)
        full = np.exp(np.mean([np.log(ratio(radius, 1.0, k)[1]) for k in SEEDS]))
        print(
            f"{radius:<6} {s:>7.1f}   {tiny[0]:>9.0e} .. {tiny[-1]:<9.0e}{full:>16.0e}"
        )
    runs = [ratio(1.0, 0.01, seed, "orthogonal")[1] for seed in SEEDS]
    full = np.exp(np.mean([np.log(ratio(1.0, 1.0, k, "q")[1]) for k in SEEDS]))
    print(f"orthogonal 1.0   {min(runs):>9.2f} .. {max(runs):<9.2f}{full:>16.0e}")
