"""Exercise 1: the density of x = e^z, and of a layer that only shifts."""

from math import exp, log, pi, sqrt

import numpy as np


def normal(z: float) -> float:
    """Density of N(0, 1)."""
    return exp(-0.5 * z**2) / sqrt(2 * pi)


z = log(2.0)
density = normal(z) / 2.0  # dz/dx = 1/x
print(f"z = ln 2: {z:.4f}")
print(f"p(z): {normal(z):.4f}")
print(f"p(x = 2): {density:.4f}")
draws = np.exp(np.random.default_rng(0).normal(size=2_000_000))
share = ((draws > 1.9) & (draws < 2.1)).mean() / 0.2
print(f"share of samples in [1.9, 2.1] per unit: {share:.2f}")
assert abs(share - density) < 0.003

z1, z2 = 1.0, 2.0 - 3.0  # keep x1 = 1, add t(x1) = -3 x1
log_p = -log(2 * pi) - 0.5 * (z1**2 + z2**2)
print(f"additive layer at (1, 2): z = ({z1:g}, {z2:g}), log p(x) = {log_p:.4f}")
