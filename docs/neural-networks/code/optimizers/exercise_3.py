"""Exercise 3: weight decay inside the gradient of Adam, and beside it."""

import numpy as np
import scratch

SIZES = np.array([10.0, 0.01])  # size of the gradient of each weight
RATE, DECAY = 0.01, 0.01


def run(decoupled: bool) -> np.ndarray:
    """Weights after 1,000 steps with gradients that flip their sign."""
    w, s = np.ones(2), {}
    for t in range(1000):
        g = SIZES * (-1) ** t
        if decoupled:
            w = scratch.adam(w, g, s, RATE, decay=DECAY)
        else:
            w = scratch.adam(w, g + DECAY * w, s, RATE)
    return w


for name, decoupled in (("Adam, L2 in the gradient", False), ("AdamW", True)):
    w = run(decoupled)
    print(f"{name:<26}gradient 10: {w[0]:.2f}   gradient 0.01: {w[1]:.2f}")
print(f"decay alone: {(1 - RATE * DECAY) ** 1000:.2f}")
