"""Exercise 2: dropout keeps the mean and adds variance."""

import numpy as np
from scratch import dropout

rng = np.random.default_rng(0)
a = 3.0
print("p     mean   variance   a^2 p / (1 - p)")
for p in (0.1, 0.5, 0.8):
    out, _ = dropout(np.full(1_000_000, a), p, rng.random(1_000_000))
    rule = a**2 * p / (1 - p)
    print(f"{p}   {out.mean():5.2f} {out.var():9.1f} {rule:12.1f}")
    assert abs(out.mean() - a) < 0.03
    assert abs(out.var() / rule - 1) < 0.02
