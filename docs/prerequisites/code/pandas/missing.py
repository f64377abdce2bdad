"""Missing values, four ways: accuracy on data with holes."""

from functools import cache

import numpy as np
from sklearn.datasets import load_breast_cancer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split

X, Y = load_breast_cancer(return_X_y=True)
X = X[:, :1]  # one column: the mean radius
SEEDS = range(12)
WAYS = ("drop the rows", "fill with 0", "fill with the median", "median and a flag")


def holes(y: np.ndarray, by_label: bool, rng: np.random.Generator) -> np.ndarray:
    """Which cells are missing: 35% of all, or 70% of malignant and 10% of benign."""
    chance = np.where(y == 0, 0.7, 0.1) if by_label else 0.35
    return rng.random(len(y)) < chance


def encode(x: np.ndarray, gone: np.ndarray, way: str, train: np.ndarray) -> np.ndarray:
    """Fill the holes with statistics of `train`, standardize, add a flag."""
    fill = 0.0 if way == "fill with 0" else np.median(train)
    z = np.where(gone, fill, x[:, 0])
    z = (z - train.mean()) / train.std()
    return np.column_stack([z, gone] if way == "median and a flag" else [z])


def accuracy(way: str, seed: int, by_label: bool) -> float:
    """Test accuracy in percent; rows with a hole stay in the test part."""
    rng = np.random.default_rng(seed)
    gone = holes(Y, by_label, rng)
    a, b = train_test_split(np.arange(len(Y)), test_size=0.4, random_state=seed)
    known = X[a][~gone[a], 0]
    if way == WAYS[0]:
        a = a[~gone[a]]
    model = LogisticRegression().fit(encode(X[a], gone[a], way, known), Y[a])
    return 100 * model.score(encode(X[b], gone[b], way, known), Y[b])


@cache
def table() -> dict[bool, np.ndarray]:
    """Holes by label? -> (ways, seeds) accuracies."""
    return {
        kind: np.array([[accuracy(way, s, kind) for s in SEEDS] for way in WAYS])
        for kind in (False, True)
    }


if __name__ == "__main__":
    print(f"always the larger class: {100 * (Y == 1).mean():.1f}%")
    for kind, title in (
        (False, "holes at random"),
        (True, "holes depend on the label"),
    ):
        print(title)
        for way, runs in zip(WAYS, table()[kind], strict=True):
            print(
                f"  {way:<22}{runs.mean():5.1f} +- {runs.std(ddof=1):.1f}"
                f"  {runs.min():.1f} to {runs.max():.1f}"
            )
