"""Judge representations of digits: linear probe, nearest neighbors, clusters."""

import warnings

import numpy as np
import scratch
from sklearn.datasets import load_digits
from sklearn.linear_model import LogisticRegression
from sklearn.neighbors import KNeighborsClassifier

warnings.filterwarnings("ignore")


# --8<-- [start:representations]
def representations(X: np.ndarray, train: int, seed: int) -> dict[str, np.ndarray]:
    """Fit each on the first `train` images, without labels; give all (N, d)."""
    rng, mean = np.random.default_rng(seed), X[:train].mean(axis=0)
    V = np.linalg.svd(X[:train] - mean, full_matrices=False)[2]  # (64, 64)
    out = {"64 pixels": X}
    for k in (2, 10):
        out[f"PCA, {k} numbers"] = (X - mean) @ V[:k].T
    out["random, 10 numbers"] = X @ rng.normal(size=(64, 10)) / 8
    for K in (10, 100):
        C = scratch.kmeans(X[:train], scratch.plusplus(X[:train], K, rng))[0]
        out[f"distance to {K} centers"] = np.sqrt(scratch.distances(X, C))
    return out


def judge(Z: np.ndarray, y: np.ndarray, train: int, few: np.ndarray) -> list[float]:
    """Test accuracy of a linear probe (few labels, all labels) and of 1 neighbor."""
    Z = (Z - Z[:train].mean(axis=0)) / (Z[:train].std(axis=0).mean())
    test = slice(train, None)
    scores = []
    for rows in (few, np.arange(train)):
        probe = LogisticRegression(C=1.0, max_iter=200, tol=1e-3).fit(Z[rows], y[rows])
        scores.append(probe.score(Z[test], y[test]))
    near = KNeighborsClassifier(1).fit(Z[few], y[few])
    return [*scores, near.score(Z[test], y[test])]


# --8<-- [end:representations]


def main() -> None:
    """Three splits; 5 labels per digit or 1,000 labels."""
    X, y = load_digits(return_X_y=True)
    table: dict[str, list[list[float]]] = {}
    for seed in range(3):
        rng = np.random.default_rng(seed)
        order = rng.permutation(1797)
        A, b = X[order] / 16, y[order]
        few = np.concatenate([np.flatnonzero(b[:1000] == d)[:5] for d in range(10)])
        for name, Z in representations(A, 1000, seed).items():
            table.setdefault(name, []).append(judge(Z, b, 1000, few))
    print("test accuracy in percent, mean of 3 splits (largest distance to it)")
    print(f"{'':24}probe, 50   probe, 1000   1 neighbor, 50")
    for name, rows in table.items():
        R = 100 * np.array(rows)
        mean, gap = R.mean(axis=0), np.abs(R - R.mean(axis=0)).max(axis=0)
        cells = [f"{m:.0f} ({g:.0f})" for m, g in zip(mean, gap, strict=True)]
        print(f"{name:24}{cells[0]:12}{cells[1]:14}{cells[2]}")


if __name__ == "__main__":
    main()
