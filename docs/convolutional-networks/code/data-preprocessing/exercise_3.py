"""Shifted copies for the nearest-neighbor classifier, with few and many labels."""

import numpy as np
from scratch import shift
from sklearn.datasets import load_digits
from sklearn.neighbors import KNeighborsClassifier


def main() -> None:
    """Test accuracy without copies, with shifted copies, with mirrored copies."""
    X, y = load_digits().images[:, None], load_digits().target
    moves = [(i, j) for i in (-1, 0, 1) for j in (-1, 0, 1)]
    for labels in (30, 100, 300, 1000):
        rows = []
        for seed in range(5):
            order = np.random.default_rng(seed).permutation(len(y))
            few, test = order[:labels], order[-500:]
            sets = (
                [X[few]],
                [shift(X[few], *move) for move in moves],
                [X[few], X[few][..., ::-1]],
            )
            row = []
            for images in sets:
                model = KNeighborsClassifier(1)
                stacked = np.concatenate(images).reshape(-1, 64)
                model.fit(stacked, np.tile(y[few], len(images)))
                row.append(100 * model.score(X[test].reshape(-1, 64), y[test]))
            rows.append(row)
        plain, shifted, mirrored = np.mean(rows, axis=0)
        print(f"{labels:4} labels: plain {plain:.0f}%", end=", ")
        print(f"with 8 shifts {shifted:.0f}%, with mirror images {mirrored:.0f}%")


if __name__ == "__main__":
    main()
