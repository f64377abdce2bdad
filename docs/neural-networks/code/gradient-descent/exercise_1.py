"""Exercise 1: one pass over three examples, batch and stochastic."""

import numpy as np
import scratch

scratch.X, scratch.Y = np.array([0.0, 1.0, 2.0]), np.array([1.0, 3.0, 5.0])

print("slope and bias, rate 0.1")
for name, size in (("batch", 3), ("stochastic", 1)):
    path = scratch.descend(np.zeros(2), scratch.line_gradient, 3, size, 0.1, 1)
    for w in path:
        scratch.show(name, w)
    scratch.show("  loss", scratch.line_loss(w))
eigen = scratch.curvatures(scratch.X)
scratch.show("curvatures", eigen)
scratch.show("limit", 2 / eigen[0])
