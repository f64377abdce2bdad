"""How far off is one split, and how far cross-validation?"""

import numpy as np
from leakage import nearest_mean
from scratch import k_fold
from sklearn.datasets import load_breast_cancer

X, Y = load_breast_cancer(return_X_y=True)  # (569, 30), 1 = benign


def accuracy(train: np.ndarray, test: np.ndarray) -> float:
    """Standardize with training statistics, classify by the nearer class mean."""
    mean, std = X[train].mean(axis=0), X[train].std(axis=0)
    z = (X - mean) / std
    return float((nearest_mean(z[train], Y[train], z[test]) == Y[test]).mean())


def estimates(seed: int, own: int = 80) -> tuple[float, float, float]:
    """With 80 rows: one split 64/16, five folds; and the truth on 489 others."""
    rng = np.random.default_rng(seed)
    order = rng.permutation(len(Y))
    rows, rest = order[:own], order[own:]
    folds = [accuracy(rows[a], rows[b]) for a, b in k_fold(own, 5, rng)]
    return folds[0], float(np.mean(folds)), accuracy(rows, rest)


def main() -> None:
    """200 times 80 rows."""
    runs = 100 * np.array([estimates(seed) for seed in range(200)])
    print(f"accuracy on 489 other rows: {runs[:, 2].mean():.1f}%, mean of 200 draws")
    print("error of the estimate, in percentage points")
    print(f"{'':<24}{'mean':>6}{'deviation':>11}   90% between")
    for name, column in (("one split of 64 and 16", 0), ("5-fold mean", 1)):
        off = runs[:, column] - runs[:, 2]
        low, high = np.percentile(off, [5, 95])
        print(
            f"{name:<24}{off.mean():6.1f}{off.std(ddof=1):11.1f}"
            f"   {low:.0f} and {high:.0f}"
        )


if __name__ == "__main__":
    main()
