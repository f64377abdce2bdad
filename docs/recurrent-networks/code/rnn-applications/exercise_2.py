"""Exercise 2: forget the state at each piece, and see how long it hurts."""

import numpy as np
from scratch import parameters, whole

if __name__ == "__main__":
    p = parameters(3, 5, 0)
    x = np.random.default_rng(1).normal(size=(2, 60, 3))
    full = whole(x, p)
    cold = whole(x[:, 30:], p)  # state zero before step 31
    gap = np.abs(cold - full[:, 30:]).max(axis=(0, 2))  # (30,)
    for k in (1, 5, 10, 20, 30):
        size = "above 0.1" if gap[k - 1] > 0.1 else "below 0.1"
        size = "below 0.01" if gap[k - 1] < 0.01 else size
        print(f"step {k} after the cut: largest difference {size}")
    burn = int(np.argmax(gap < 1e-3)) + 1
    print(f"below 0.001 for the first time after {burn} steps")
