"""Batch sizes for a given noise; a biased estimator that beats an unbiased one."""

from math import sqrt

import numpy as np
from estimators import batch_gradients

SPREAD, MU, VARIANCE, N = 6.0, 1.0, 12.0, 4


def mse(bias: float, variance: float) -> float:
    """Mean squared error of an estimator."""
    return bias**2 + variance


if __name__ == "__main__":
    for batch in (4, 16, 64):
        measured = batch_gradients(batch)[1].std()
        print(f"(a) batch {batch:>2}: {SPREAD / sqrt(batch):.2f}", end=" ")
        print(f"expected, {measured:.2f} measured")
    print(f"    batch for 0.3: {(SPREAD / 0.3) ** 2:.0f}")
    rng = np.random.default_rng(0)
    x = rng.normal(MU, VARIANCE**0.5, (200_000, N))
    for name, share in (("mean", 1.0), ("half of it", 0.5)):
        bias, variance = share * MU - MU, share**2 * VARIANCE / N
        print(f"(b) {name:<10} bias {bias:5.2f}, variance {variance:.2f}", end=", ")
        print(f"MSE {mse(bias, variance):.2f}", end=", ")
        print(f"measured {((share * x.mean(axis=1) - MU) ** 2).mean():.1f}")
    print(f"(c) expected {(N - 1) / N * VARIANCE:.1f}", end=", ")
    print(f"measured {x.var(axis=1).mean():.1f}")
