"""Exercise 2: the average of a matrix over all shifts is a convolution."""

import numpy as np


def main() -> None:
    """On a ring of 5 cells, commuting with the shift leaves 5 free numbers of 25."""
    n = 5
    W = np.random.default_rng(0).integers(-4, 5, size=(n, n)).astype(float)
    T = np.roll(np.eye(n), 1, axis=1)  # x @ T moves x by one cell
    print("gap of a random matrix:", int(abs(T @ W - W @ T).max()))
    powers = [np.linalg.matrix_power(T, s) for s in range(n)]
    mean = sum(P.T @ W @ P for P in powers) / n
    assert np.allclose(T @ mean, mean @ T)
    kernel = mean[0]  # its first row, moved along, is every other row
    assert all(np.allclose(mean[i], np.roll(kernel, i)) for i in range(n))
    print("first row of the mean:", " ".join(f"{v:.1f}" for v in kernel))
    print("every row is the first one, moved")


if __name__ == "__main__":
    main()
