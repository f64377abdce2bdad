"""Two tasks, one shared layer: how the unit of a target decides who steers."""

import numpy as np
from scratch import cross_entropy
from sklearn.datasets import load_digits


def main() -> None:
    """Gradient norms of the shared weights from the class loss and the box loss."""
    digits = load_digits()
    X, Y = digits.data / 16, np.eye(10)[digits.target]  # (N, 64), (N, 10)
    rows = np.repeat(np.arange(8), 8)
    center = X @ rows / X.sum(axis=1) - 3.5  # height of the ink, in pixels
    rng = np.random.default_rng(0)
    W = rng.normal(size=(64, 16)) / 8  # shared
    V, u = rng.normal(size=(16, 10)) / 4, rng.normal(size=(16, 1)) / 4
    H = X @ W
    _, D = cross_entropy(H @ V, Y)
    by_class = np.linalg.norm(X.T @ D @ V.T)
    for unit in (1, 10, 100):
        error = H @ (unit * u) - unit * center[:, None]  # target and head in this unit
        by_box = np.linalg.norm(X.T @ (2 * error / len(X)) @ (unit * u).T)
        scale = (unit * center).var()
        scaled = by_box / scale
        print(f"1 pixel = {unit:3}: box / class {by_box / by_class:.1f}", end=", ")
        print(f"divided by the variance of the target {scaled / by_class:.1f}")


if __name__ == "__main__":
    main()
