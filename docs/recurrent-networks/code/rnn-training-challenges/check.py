"""Gradient norms over 50 steps, the clipping rule, and one exploding step."""

import numpy as np

STEPS, UNITS = 50, 64


def gradient_ratio(radius: float) -> tuple[float, float]:
    """Largest singular value; gradient norm 50 steps back over that at the end."""
    rng = np.random.default_rng(0)
    w = rng.normal(size=(UNITS, UNITS))
    w *= radius / np.abs(np.linalg.eigvals(w)).max()  # set the spectral radius
    states, h = [], np.zeros((8, UNITS))
    for _ in range(STEPS):
        h = np.tanh(0.01 * rng.normal(size=(8, UNITS)) + h @ w)
        states.append(h)
    d = rng.normal(size=(8, UNITS))
    start = np.linalg.norm(d)
    for h in reversed(states):
        d = (d * (1 - h**2)) @ w.T
    return float(np.linalg.norm(w, 2)), float(np.linalg.norm(d) / start)


# --8<-- [start:clip]
def clip(grads: list[np.ndarray], limit: float) -> list[np.ndarray]:
    """Scale all gradients together so that their joint norm is at most limit."""
    norm = float(np.sqrt(sum((g**2).sum() for g in grads)))
    return [g * (limit / max(norm, limit)) for g in grads]


# --8<-- [end:clip]


def slope(w: float, steps: int = 50) -> float:
    """dL/dw of L = (w^steps - 1)^2 / 2: a linear unit that starts at 1."""
    return (w**steps - 1) * steps * w ** (steps - 1)


def main() -> None:
    """Print and assert the numbers of the page."""
    for w in (0.9, 1.0, 1.1):
        print(f"{w}^50 = {w**50:.4f}")
    for radius in (0.5, 0.9, 1.1):
        s, ratio = gradient_ratio(radius)
        print(f"tanh RNN, spectral radius {radius}: s = {s:.2f}, ratio {ratio:.1e}")

    clipped = clip([np.array([30.0]), np.array([40.0])], 5.0)
    print("clip (30, 40) at 5:", [float(g[0]) for g in clipped])
    assert np.allclose(clipped, [[3.0], [4.0]])

    small = slope(0.8)
    print(f"slope at w = 0.8: {small:.4f}; 0.8^50 = {0.8**50:.5f}")
    print(f"step with rate 0.01: {-0.01 * small:.5f}")
    g = slope(1.1)
    print(f"slope at w = 1.1: {g:.0f}; step with rate 0.01: w = {1.1 - 0.01 * g:.0f}")
    e = 1e-7
    numeric = ((1.1 + e) ** 50 - 1) ** 2 / 2 - ((1.1 - e) ** 50 - 1) ** 2 / 2
    assert np.isclose(numeric / (2 * e), g, rtol=1e-5)
    w, updates = 1.1, 0
    while abs(w**50 - 1) > 0.5 and updates < 100:  # clip at 1
        w, updates = w - 0.01 * float(np.clip(slope(w), -1, 1)), updates + 1
    print(f"clipped at 1: w = {w:.2f} after {updates} steps")


if __name__ == "__main__":
    main()
