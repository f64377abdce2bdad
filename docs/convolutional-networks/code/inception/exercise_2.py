"""Exercise 2: which 3 x 3 kernels are a 3 x 1 after a 1 x 3."""

import numpy as np
from scipy.signal import correlate2d

SOBEL = np.array([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]], dtype=float)
LAPLACE = np.array([[0, 1, 0], [1, -4, 1], [0, 1, 0]], dtype=float)


def main() -> None:
    """Factor by the singular value decomposition; test on a random image."""
    image = np.random.default_rng(0).normal(size=(12, 12))
    for name, kernel in (("Sobel", SOBEL), ("Laplace", LAPLACE)):
        U, s, V = np.linalg.svd(kernel)
        column, row = U[:, :1] * s[0], V[:1]  # (3, 1) and (1, 3): the best pair
        two_steps = correlate2d(correlate2d(image, row, "valid"), column, "valid")
        gap = np.abs(two_steps - correlate2d(image, kernel, "valid")).max()
        rank = np.linalg.matrix_rank(kernel)
        print(f"{name}: rank {rank}, one pair is exact: {gap < 1e-12}", end="")
        print(f", share of the squares kept {s[0] ** 2 / (s**2).sum():.4f}")
    for n in (3, 5, 7):
        print(f"{n} x {n}: {n * n} weights, pair {2 * n}, saved {1 - 2 / n:.0%}")
    print(f"5 x 5 as two 3 x 3: {25} against {18} weights, saved {1 - 18 / 25:.0%}")


if __name__ == "__main__":
    main()
