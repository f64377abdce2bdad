"""Exercise 1: trials needed, expected improvement, cost of halving."""

import numpy as np
import scratch

needed = np.log(0.05) / np.log(0.98)
print(f"trials for the best 2% with 95%: {needed:.1f}")
for mean, std in ((0.93, 0.01), (0.92, 0.03)):
    z = (mean - 0.94) / std
    value = scratch.improvement(np.array([mean]), np.array([std]), 0.94)[0]
    print(f"mean {mean}, std {std}: z {z:.4f}, expected improvement {value:.4f}")
settings, epochs = [81, 27, 9, 3, 1], [1, 3, 9, 27, 81]
new = np.diff([0, *epochs])
print("epochs per rung", [int(s * e) for s, e in zip(settings, new, strict=True)])
print(f"sum {np.dot(settings, new)}, all to the end {81 * 81}")
