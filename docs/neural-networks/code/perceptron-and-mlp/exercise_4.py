"""Exercise 4: which share of all functions of d bits is linearly separable?"""

from itertools import product

import numpy as np
from scratch import learn

for d in (1, 2, 3):
    points = np.array(list(product([0.0, 1.0], repeat=d)))  # (2^d, d)
    tables = [np.array(t) for t in product([0, 1], repeat=2**d)]
    ends = [learn(points, y, 100)[2] for y in tables]
    count = sum(mistakes[-1] == 0 for mistakes in ends)
    slowest = max(len(m) for m in ends if m[-1] == 0)
    print(f"{d} bits: {count:3d} of {len(tables):3d} separable", end="")
    print(f" ({count / len(tables):.0%}), at most {slowest} epochs")
assert count == 104
