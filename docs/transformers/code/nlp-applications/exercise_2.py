"""Exercise 2: is a difference of two systems on one test set more than chance?"""

import numpy as np


def paired_bootstrap(a: np.ndarray, b: np.ndarray, seed: int = 0) -> np.ndarray:
    """Differences of mean score over 2,000 resamplings of the test examples."""
    rng = np.random.default_rng(seed)
    rows = rng.integers(0, len(a), size=(2000, len(a)))
    return (b - a)[rows].mean(axis=1)


if __name__ == "__main__":
    rng = np.random.default_rng(5)
    for n in (100, 4000):
        a = (rng.random(n) < 0.80).astype(float)  # right or wrong, system A
        flips = rng.random(n)
        b = np.where(a == 1, flips > 0.05, flips < 0.35).astype(float)
        low, high = np.quantile(paired_bootstrap(a, b), [0.025, 0.975])
        print(
            f"{n} examples: A {a.mean():.2f}, B {b.mean():.2f}, "
            f"difference {b.mean() - a.mean():+.2f}, 95% from {low:+.2f} to {high:+.2f}"
        )
