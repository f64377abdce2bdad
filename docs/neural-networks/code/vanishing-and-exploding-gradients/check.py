"""The numbers of the page: gradient size across 30 layers, powers, clipping."""

import numpy as np


def ratio(scale: float, relu: bool, seed: int, depth: int = 30, d: int = 100) -> float:
    """Size of the gradient in the first layer, relative to that in the last one."""
    rng = np.random.default_rng(seed)
    a = rng.normal(size=(64, d))  # (N, d)
    weights, slopes = [], []
    for _ in range(depth):
        weights.append(rng.normal(0, scale / np.sqrt(d), (d, d)))
        z = a @ weights[-1]
        a = np.maximum(z, 0) if relu else np.tanh(z)
        slopes.append((z > 0).astype(float) if relu else 1 - a * a)
    dz = rng.normal(size=a.shape) * slopes[-1]  # (N, d), in the last layer
    last = np.linalg.norm(dz)
    for layer in range(depth - 1, 0, -1):
        dz = dz @ weights[layer].T * slopes[layer - 1]
    return float(np.linalg.norm(dz) / last)


def main() -> None:
    """Print and assert the numbers of the page."""
    for scale in (0.5, 1.0, 2.0, 3.0):
        print(f"tanh, g = {scale:g}: {ratio(scale, False, 0):.1e}")
    for name, scale in (("1", 1.0), ("root 2", np.sqrt(2)), ("2", 2.0)):
        found = [ratio(scale, True, seed) for seed in range(3)]
        print(f"ReLU, g = {name}: {min(found):.1e} to {max(found):.1e}")
    print(f"0.9^50 = {0.9**50:.3f}, 1.1^50 = {1.1**50:.0f}, 0.25^10 = {0.25**10:.0e}")
    g = np.array([3, 4, 12])
    clipped = g * 5 / np.linalg.norm(g)
    print(f"norm {np.linalg.norm(g):.0f}, clipped to 5: {clipped.round(2)}")
    assert abs(np.linalg.norm(clipped) - 5) < 1e-12


if __name__ == "__main__":
    main()
