"""Choosing features before the split makes pure noise look predictable."""

import numpy as np


# --8<-- [start:leakage]
def choose(X: np.ndarray, y: np.ndarray, count: int) -> np.ndarray:
    """Positions of the features whose class means differ most."""
    gap = np.abs(X[y == 1].mean(axis=0) - X[y == 0].mean(axis=0))  # (features,)
    return np.argsort(gap)[-count:]


def accuracy(
    X: np.ndarray, y: np.ndarray, X_new: np.ndarray, y_new: np.ndarray
) -> float:
    """Nearest class mean, fitted on (X, y), tested on (X_new, y_new)."""
    far = [((X_new - X[y == c].mean(axis=0)) ** 2).sum(axis=1) for c in (0, 1)]
    return float(((far[1] < far[0]) == y_new).mean())


def cross_validate(X: np.ndarray, y: np.ndarray, leak: bool, folds: int = 5) -> float:
    """Mean accuracy over the folds; `leak` chooses features on all data first."""
    parts = np.arange(len(y)) % folds
    best = choose(X, y, 20)
    scores = []
    for fold in range(folds):
        train, test = parts != fold, parts == fold
        kept = best if leak else choose(X[train], y[train], 20)
        scores.append(accuracy(X[train][:, kept], y[train], X[test][:, kept], y[test]))
    return float(np.mean(scores))


# --8<-- [end:leakage]


def main() -> None:
    """100 examples, 5,000 features, labels that no feature knows anything about."""
    leaky, honest = [], []
    for seed in range(10):
        rng = np.random.default_rng(seed)
        X, y = rng.normal(size=(100, 5000)), rng.permutation(np.repeat([0, 1], 50))
        leaky.append(cross_validate(X, y, leak=True))
        honest.append(cross_validate(X, y, leak=False))
    print(f"features chosen on all data : accuracy {np.mean(leaky):.2f}")
    print(f"features chosen in each fold: accuracy {np.mean(honest):.2f}")
    assert np.mean(leaky) > 0.85
    assert np.mean(honest) < 0.55


if __name__ == "__main__":
    main()
