"""Solution of exercise 3: which loss scale keeps gradients alive in float16?"""

import numpy as np

rng = np.random.default_rng(0)
gradients = 10.0 ** rng.normal(-6.5, 1.5, 100_000)  # most between 1e-9 and 1e-4
print("scale   lost to 0  overflow")
for power in (0, 8, 16, 24):
    with np.errstate(over="ignore"):
        half = (gradients * 2.0**power).astype(np.float16)
    lost, over = np.mean(half == 0), np.isinf(half).any()
    print(f"2^{power:<4} {100 * lost:8.0f}%  {over}")
