"""Exercise 3: noisy steps at a fixed and at a falling rate."""

import numpy as np

rng = np.random.default_rng(0)
CHECK = (10, 100, 1000, 10_000)
fixed, falling = np.ones(500), np.ones(500)  # 500 runs, start at 1
print("mean square of w     rate 0.1   rate 1/t")
for t in range(1, 10_001):
    noise = rng.normal(size=500)
    fixed -= 0.1 * (fixed + noise)
    falling -= (falling + noise) / t
    if t in CHECK:
        print(
            f"after {t:>6} steps {(fixed**2).mean():12.4f} {(falling**2).mean():10.5f}"
        )
print(f"predicted floor {0.1 / 1.9:.4f}")
assert abs((fixed**2).mean() / (0.1 / 1.9) - 1) < 0.15
