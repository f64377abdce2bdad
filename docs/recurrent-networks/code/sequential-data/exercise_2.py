"""Exercise 2: remove the neighbors of the test windows from the training set."""

import numpy as np
from leakage import HORIZON, WIDTH, nearest, random_walk
from scratch import windows


def error(seed: int, purge: int) -> tuple[float, float, float]:
    """Error of nearest windows and of the last value, and the share of training
    windows kept, with 20 random test windows; windows closer than `purge` go."""
    x, y = windows(random_walk(seed), WIDTH, HORIZON)
    test = np.random.default_rng(1000 + seed).choice(len(x), 20, replace=False)
    distance = np.abs(np.arange(len(x))[:, None] - test).min(axis=1)
    train = np.flatnonzero(distance > purge)
    forecast = nearest(x[train], y[train], x[test])
    naive = np.abs(x[test, -1] - y[test]).mean()
    return float(np.abs(forecast - y[test]).mean()), float(naive), len(train) / len(x)


def main() -> None:
    """Print the error for growing distances, median of 20 series."""
    for purge in (0, 5, 20, WIDTH + HORIZON - 1):
        runs = np.array([error(seed, purge) for seed in range(20)])
        score, naive, kept = np.median(runs, axis=0)
        print(
            f"distance over {purge:2d}: error {score:.1f}, last value {naive:.1f}, ",
            end="",
        )
        print(f"{kept:.0%} of the windows kept")


if __name__ == "__main__":
    main()
