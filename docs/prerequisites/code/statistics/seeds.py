"""Two settings of one model, compared over ten random splits of the digits."""

from itertools import combinations

import numpy as np
from scratch import correlation, shuffle_p, sign_flip_p, standard_error, variance
from sklearn.datasets import load_digits

SEEDS, N_TRAIN = range(10), 300
PENALTIES = (0.1, 0.3, 1, 3, 10, 30)


# --8<-- [start:seeds]
def ridge_accuracy(penalty: float, seed: int) -> float:
    """Fit a linear classifier on 300 digits; percent right on the other 1,497."""
    X, y = load_digits(return_X_y=True)
    X = np.hstack([X / 16, np.ones((len(X), 1))])  # (1797, 65), with a bias
    order = np.random.default_rng(seed).permutation(len(X))
    train, test = order[:N_TRAIN], order[N_TRAIN:]
    T = np.eye(10)[y[train]]  # (300, 10), one-hot targets
    gram = X[train].T @ X[train] + penalty * np.eye(65)
    W = np.linalg.solve(gram, X[train].T @ T)  # (65, 10)
    return float(100 * (np.argmax(X[test] @ W, axis=1) == y[test]).mean())


def compare(small: float = 1.0, large: float = 3.0) -> tuple[np.ndarray, np.ndarray]:
    """Accuracies of two penalties, seed by seed on the same split."""
    return tuple(
        np.array([ridge_accuracy(penalty, seed) for seed in SEEDS])
        for penalty in (small, large)
    )


# --8<-- [end:seeds]


def report(name: str, x: np.ndarray) -> None:
    """Mean, standard deviation and range."""
    print(f"{name:<12}{x.mean():.2f}  sd {variance(x) ** 0.5:.2f}", end="  ")
    print(f"({x.min():.2f} to {x.max():.2f})")


def all_pairs() -> None:
    """How many pairs of six penalties differ, by either test?"""
    accuracy = [[ridge_accuracy(p, seed) for seed in SEEDS] for p in PENALTIES]
    pairs = list(combinations(np.array(accuracy), 2))
    paired = sum(sign_flip_p(b - a) < 0.05 for a, b in pairs)
    unpaired = sum(shuffle_p(a, b) < 0.05 for a, b in pairs)
    print(f"{len(pairs)} pairs, p < 0.05: paired {paired}, unpaired {unpaired}")


def main() -> None:
    """Paired and unpaired comparison."""
    a, b = compare()
    d = b - a
    report("penalty 1", a)
    report("penalty 3", b)
    report("difference", d)
    print(f"penalty 3 wins in {(d > 0).sum()} of {len(d)} splits")
    print(f"correlation of the two: {correlation(a, b):.2f}")
    half = 2.262 * standard_error(d)
    print(f"95% interval: {d.mean() - half:.2f} to {d.mean() + half:.2f}")
    apart = ((variance(a) + variance(b)) / len(a)) ** 0.5
    print(f"standard error, paired {standard_error(d):.2f}, unpaired {apart:.2f}")
    print(f"p, paired {sign_flip_p(d):.3f}, unpaired {shuffle_p(a, b):.2f}")
    all_pairs()


if __name__ == "__main__":
    main()
