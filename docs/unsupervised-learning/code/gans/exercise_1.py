"""Exercise 1: the game with two outcomes."""

import numpy as np
from worked import jensen_shannon, value

p, q = np.array([0.75, 0.25]), np.array([0.25, 0.75])
best = p / (p + q)
V, JS = value(p, q, best), jensen_shannon(p, q)
print("best D:", best.tolist())
print(f"data term {p @ np.log(best):.4f}, fake term {q @ np.log(1 - best):.4f}")
print(f"V {V:.4f}, JS {JS:.4f}")
assert abs(V - 2 * JS + np.log(4)) < 1e-12
