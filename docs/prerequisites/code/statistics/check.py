"""The numbers of the page: two models compared, spread, estimators, correlation."""

from math import comb, sqrt
from statistics import NormalDist

import numpy as np


def compare(a: float, b: float, n: int) -> tuple[float, float]:
    """z and two-sided p for two accuracies on separate test sets of n examples."""
    z = (a - b) / sqrt(a * (1 - a) / n + b * (1 - b) / n)
    return z, 2 * (1 - NormalDist().cdf(abs(z)))


def chance_of_gap(accuracy: float, n: int, gap: int) -> float:
    """Probability that two equally good models differ by at least `gap` of n images."""
    right = np.arange(n + 1)
    p = np.array([comb(n, k) * accuracy**k * (1 - accuracy) ** (n - k) for k in right])
    far = np.abs(right[:, None] - right) >= gap  # (n + 1, n + 1)
    return float((p[:, None] * p)[far].sum())


def main() -> None:
    """Print and assert the numbers of the page."""
    print(f"two equal models, gap of 3 or more: {chance_of_gap(0.905, 100, 3):.2f}")
    for n in (100, 10_000):
        error = sqrt(0.92 * 0.08 / n)
        z, p = compare(0.92, 0.89, n)
        low, high = 0.92 - 1.96 * error, 0.92 + 1.96 * error
        print(f"n = {n}: standard error {error:.4f}, interval {low:.3f} to {high:.3f}")
        print(f"  difference: z = {z:.2f}, p = {p:.2f}")
    assert compare(0.92, 0.89, 10_000)[1] < 1e-9

    data = np.array([2, 4, 4, 5, 10])
    print(f"mean {data.mean():.1f}, variance / n {data.var():.1f}")
    print(f"variance / (n - 1) {data.var(ddof=1):.1f}, sd {data.std(ddof=1):.1f}")

    samples = np.random.default_rng(0).normal(0, 3, (200_000, 5))  # (repeats, n)
    divided_by_n = samples.var(axis=1).mean()
    divided_by_n_minus_1 = samples.var(axis=1, ddof=1).mean()
    print(f"true variance 9; / n gives {divided_by_n:.1f} on average")
    print(f"/ (n - 1) gives {divided_by_n_minus_1:.1f} on average")
    print(f"spread of the mean of 5: {samples.mean(axis=1).std():.2f}")
    assert abs(samples.mean(axis=1).std() - 3 / sqrt(5)) < 0.01

    x, y = np.arange(1, 6), np.array([2, 1, 4, 3, 5])
    print(f"correlation {np.corrcoef(x, y)[0, 1]:.2f}")
    curve = np.arange(-2, 3)
    print(f"correlation of x and x^2: {abs(np.corrcoef(curve, curve**2)[0, 1]):.2f}")


if __name__ == "__main__":
    main()
