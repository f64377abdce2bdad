"""Exercise 4: XOR with -1 and 1 in place of 0 and 1, tanh units."""

import numpy as np
import scratch

SIGNS = 2 * scratch.X - 1  # (4, 2)
Y = 2 * np.array(scratch.TARGETS["XOR"])[:, None] - 1  # (4, 1)


def final(hidden: int, seed: int, steps: int = 2000, rate: float = 0.2) -> np.ndarray:
    """The four answers after gradient descent from a random start."""
    w1, b1, w2, b2 = scratch.start(hidden, seed)
    for _ in range(steps):
        a1 = np.tanh(SIGNS @ w1 + b1)
        a2 = np.tanh(a1 @ w2 + b2)
        delta2 = 2 * (a2 - Y) / 4 * (1 - a2**2)
        delta1 = delta2 @ w2.T * (1 - a1**2)
        w2 -= rate * a1.T @ delta2
        b2 -= rate * delta2.sum(axis=0)
        w1 -= rate * SIGNS.T @ delta1
        b1 -= rate * delta1.sum(axis=0)
    return a2[:, 0]


if __name__ == "__main__":
    print("solved from 20 starts: sigmoid on 0 and 1, tanh on -1 and 1")
    for hidden in (2, 3, 4):
        runs = [final(hidden, seed) for seed in range(20)]
        stuck = [a for a in runs if ((a - Y[:, 0]) ** 2).mean() >= 0.04]
        print(f"{hidden} hidden units: {scratch.solved(hidden)} and {20 - len(stuck)}")
        for a in stuck:  # targets -1 1 1 -1
            print("    stuck at", " ".join(f"{v + 0.0:4.1f}" for v in a))
