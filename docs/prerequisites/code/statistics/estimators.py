"""Estimators repeated many times: bias, scatter, and intervals that miss."""

from collections.abc import Callable
from math import comb

import numpy as np
from scratch import accuracy_interval

TRUE_VARIANCE, REPEATS = 9.0, 200_000


# --8<-- [start:repeat]
def repeat_variance(n: int, seed: int) -> np.ndarray:
    """Both variances of many samples of n normal numbers, (2, REPEATS)."""
    rng = np.random.default_rng(seed)
    x = rng.normal(0, TRUE_VARIANCE**0.5, (REPEATS, n))
    return np.array([x.var(axis=1), x.var(axis=1, ddof=1)])


def bias_and_mse(estimates: np.ndarray) -> tuple[float, float, float]:
    """Bias, variance and mean squared error of many estimates of 9."""
    bias = estimates.mean() - TRUE_VARIANCE
    return bias, estimates.var(), ((estimates - TRUE_VARIANCE) ** 2).mean()


# --8<-- [end:repeat]


def sample_means(n: int, seed: int = 0) -> np.ndarray:
    """Means of n draws from a skewed distribution: waiting times, mean 1, sd 1."""
    return np.random.default_rng(seed).exponential(1, (20_000, n)).mean(axis=1)


def batch_gradients(batch: int, seed: int = 0) -> tuple[float, np.ndarray]:
    """Gradient of (w x - y)^2 at w = 0: over all data, and in 2,000 mini-batches."""
    rng = np.random.default_rng(seed)
    x = rng.normal(size=10_000)
    y = 2 * x + rng.normal(size=10_000)
    each = -2 * x * y  # one gradient per example
    picks = rng.integers(0, len(x), (2000, batch))
    return float(each.mean()), each[picks].mean(axis=1)


def wilson(right: int, n: int) -> tuple[float, float]:
    """An interval that also works near 0% and 100%, and for small n."""
    a, z2 = right / n, 1.96**2
    center = (a + z2 / (2 * n)) / (1 + z2 / n)
    half = 1.96 / (1 + z2 / n) * (a * (1 - a) / n + z2 / (4 * n * n)) ** 0.5
    return center - half, center + half


def coverage(interval: Callable, truth: float, n: int) -> float:
    """How often the interval holds the true accuracy; exact, not simulated."""
    total = 0.0
    for right in range(n + 1):
        low, high = interval(right, n)
        if low <= truth <= high:
            total += comb(n, right) * truth**right * (1 - truth) ** (n - right)
    return total


def main() -> None:
    """Print what the page cites."""
    for name, row in (("divided by N", 0), ("divided by N - 1", 1)):
        runs = [bias_and_mse(repeat_variance(5, seed)[row]) for seed in range(3)]
        bias, spread, mse = np.mean(runs, axis=0)
        print(f"{name:<17}bias {round(bias, 1) + 0.0:.1f}", end="  ")
        print(f"variance {spread:.1f}  MSE {mse:.1f}")
    for n in (1, 4, 16, 64):
        means = sample_means(n)
        low, high = np.quantile(means, [0.025, 0.975])
        print(f"mean of {n:>2}: scatter {means.std():.2f}", end=", ")
        print(f"95% between {low:.2f} and {high:.2f}")
    for batch in (4, 16, 64):
        full, gradients = batch_gradients(batch)
        print(f"batch {batch:>2}: gradient {gradients.mean():.1f}", end=" ")
        print(f"(full {full:.1f}), scatter {gradients.std():.2f}")
    for truth, n in ((0.92, 1000), (0.92, 100), (0.99, 100)):
        plain = coverage(lambda k, n: accuracy_interval(k, n)[1:], truth, n)
        print(f"accuracy {truth}, n = {n}: plain {plain:.2f}", end=", ")
        print(f"Wilson {coverage(wilson, truth, n):.2f}")
    low, high = wilson(100, 100)
    print(f"100 of 100 right, Wilson: {low:.3f} to {high:.3f}")


if __name__ == "__main__":
    main()
