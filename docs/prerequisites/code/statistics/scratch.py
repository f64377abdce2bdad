"""Mean, spread, intervals, correlation and a permutation test, in NumPy."""

from itertools import product
from math import comb, sqrt

import numpy as np

Array = np.ndarray


# --8<-- [start:spread]
def variance(x: Array, bessel: bool = True) -> float:
    """Mean squared distance from the mean; divide by N - 1 or by N."""
    return float(((x - x.mean()) ** 2).sum() / (len(x) - bessel))


def standard_error(x: Array) -> float:
    """How far the mean of such a sample typically lies from the truth."""
    return sqrt(variance(x) / len(x))


def correlation(x: Array, y: Array) -> float:
    """Pearson's r of two samples, each (N,)."""
    a, b = x - x.mean(), y - y.mean()
    return float(a @ b / sqrt((a @ a) * (b @ b)))


def accuracy_interval(right: int, n: int) -> tuple[float, float, float]:
    """Accuracy and its 95% interval from one test set of n examples."""
    a = right / n
    half = 1.96 * sqrt(a * (1 - a) / n)
    return a, a - half, a + half


# --8<-- [end:spread]


# --8<-- [start:permutation]
def sign_flip_p(d: Array) -> float:
    """Paired test: share of sign patterns with a mean as far from 0 as d's."""
    signs = np.array(list(product((1, -1), repeat=len(d))))  # (2^N, N)
    means = signs @ d / len(d)
    return float((np.abs(means) >= abs(d.mean()) - 1e-12).mean())


def shuffle_p(a: Array, b: Array, rounds: int = 9999, seed: int = 0) -> float:
    """Unpaired test: share of random regroupings with a gap as large."""
    rng = np.random.default_rng(seed)
    pool, gap, hits = np.concatenate([a, b]), abs(a.mean() - b.mean()), 1
    for _ in range(rounds):
        rng.shuffle(pool)
        new = abs(pool[: len(a)].mean() - pool[len(a) :].mean())
        hits += new >= gap - 1e-12
    return hits / (rounds + 1)  # the data themselves count as one


# --8<-- [end:permutation]

SAMPLE = np.array([2.0, 4, 4, 5, 10])
A = np.array([91.2, 90.4, 92.0, 89.6, 91.8])  # accuracy in percent, seeds 0 to 4
B = np.array([92.0, 91.0, 92.2, 90.8, 92.0])
T95 = {2: 4.303, 4: 2.776, 9: 2.262}  # 97.5% points of Student's t


def show(name: str, *values: float | Array) -> None:
    """One line of numbers with four decimals, without negative zeros."""
    flat = np.round(np.concatenate([np.ravel(v) for v in values]), 4) + 0.0
    print(f"{name:<30}" + " ".join(f"{v:.4f}" for v in flat))


def chance_of_gap(accuracy: float, n: int, gap: int) -> float:
    """Probability that two equally good models differ by at least `gap` of n."""
    right = np.arange(n + 1)
    q = 1 - accuracy
    p = np.array([comb(n, k) * accuracy**k * q ** (n - k) for k in right])
    far = np.abs(right[:, None] - right) >= gap  # (n + 1, n + 1)
    return float((p[:, None] * p)[far].sum())


def worked_sample() -> None:
    """Five numbers: mean, both variances, standard error, correlation."""
    show("mean", SAMPLE.mean())
    show("distances", SAMPLE - SAMPLE.mean())
    show("variance, N and N - 1", variance(SAMPLE, False), variance(SAMPLE))
    show("sd, standard error", sqrt(variance(SAMPLE)), standard_error(SAMPLE))
    half = T95[4] * standard_error(SAMPLE)
    show("95% interval of the mean", half, SAMPLE.mean() - half, SAMPLE.mean() + half)
    x, y = np.arange(1.0, 6), np.array([2.0, 1, 4, 3, 5])
    show("correlation", correlation(x, y))
    curve = np.arange(-2.0, 3)
    show("correlation of x and x^2", correlation(curve, curve**2))


def worked_accuracy() -> None:
    """Intervals of an accuracy, and two equally good models."""
    print(f"equal models, gap of 3 or more: {chance_of_gap(0.905, 100, 3):.2f}")
    for right, n in ((92, 100), (9200, 10_000)):
        a, low, high = accuracy_interval(right, n)
        show(f"n = {n}: se, interval", sqrt(a * (1 - a) / n), low, high)
        se = sqrt(0.92 * 0.08 / n + 0.89 * 0.11 / n)
        show("  se of 0.92 - 0.89, z", se, 0.03 / se)


def worked_pairs() -> None:
    """Two models, five seeds: paired and unpaired."""
    d = B - A
    show("means, sds", A.mean(), B.mean(), sqrt(variance(A)), sqrt(variance(B)))
    show("differences, mean", d, d.mean())
    show("squares around the mean", (d - d.mean()) ** 2)
    se = standard_error(d)
    show("variance, sd, se, t", variance(d), sqrt(variance(d)), se, d.mean() / se)
    half = T95[4] * se
    show("95% interval", half, d.mean() - half, d.mean() + half)
    apart = sqrt((variance(A) + variance(B)) / 5)
    show("variances of A, B", variance(A), variance(B))
    show("unpaired: se, t", apart, d.mean() / apart)
    show("p: sign flips, shuffling", sign_flip_p(d), shuffle_p(A, B))
    assert sign_flip_p(d) == 2 / 32


def main() -> None:
    """Print and assert the numbers of the page."""
    worked_sample()
    worked_accuracy()
    worked_pairs()


if __name__ == "__main__":
    main()
