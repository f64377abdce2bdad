"""Exercise 3: the Frechet distance of two samples from the same distribution."""

import numpy as np


def frechet(A: np.ndarray, B: np.ndarray) -> float:
    """Frechet distance of Gaussians fitted to two samples, (n, d) each."""
    S_a, S_b = np.cov(A.T), np.cov(B.T)
    values, V = np.linalg.eigh(S_a)
    root = V * np.sqrt(values.clip(0)) @ V.T  # the square root of S_a
    cross = np.sqrt(np.linalg.eigvalsh(root @ S_b @ root).clip(0)).sum()
    gap = ((A.mean(axis=0) - B.mean(axis=0)) ** 2).sum()
    return float(gap + np.trace(S_a) + np.trace(S_b) - 2 * cross)


def main() -> None:
    """Same distribution, more and more points: the distance should be 0."""
    rng = np.random.default_rng(0)
    for n in (100, 1000, 10_000):
        scores = [
            frechet(rng.normal(size=(n, 64)), rng.normal(size=(n, 64)))
            for _ in range(3)
        ]
        print(f"n = {n}: {min(scores):.1f} to {max(scores):.1f}")
    shifted = frechet(
        rng.normal(size=(10_000, 64)), 0.3 + rng.normal(size=(10_000, 64))
    )
    print(f"n = 10000, every feature shifted by 0.3: {shifted:.1f}")


if __name__ == "__main__":
    main()
