"""Exercise 2: Nesterov's method in its first form and in PyTorch's form."""

import numpy as np
import scratch

RATE, BETA = 0.01, 0.9
w, v = np.ones(2), np.zeros(2)  # the first form: gradient at the point ahead
ahead, state = np.ones(2), {}  # PyTorch's form: the weights are that point
for _ in range(50):
    v = BETA * v + scratch.CURVATURE * (w - RATE * BETA * v)
    w = w - RATE * v
    ahead = scratch.nesterov(ahead, scratch.CURVATURE * ahead, state, RATE, BETA)
    assert np.allclose(ahead, w - RATE * BETA * v)
print("50 steps: PyTorch's weights are the look-ahead points of the first form")
