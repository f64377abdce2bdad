"""Exercise 1: one step of each kind, one mask, one stop."""

import numpy as np
from scratch import dropout, l1_step, l2_step, show, stop_early

w, g = np.array([1.5, -0.3, 0.02]), np.array([0.2, -0.1, 0.4])
l2, l1 = l2_step(w, g, 0.05, 0.2), l1_step(w, g, 0.05, 0.2)
show("L2", l2)
show("L1", l1)
assert np.allclose(l2, [1.475, -0.292, -0.0002])
assert np.allclose(l1, [1.48, -0.285, 0])

a, u = np.array([0.5, 2.0, 1.0, 4.0]), np.array([0.1, 0.9, 0.25, 0.2])
out, mask = dropout(a, 0.2, u)
show("dropout", out)
show("backward", np.array([1.0, 1.0, -2.0, 0.5]) * mask)
assert np.allclose(out, [0, 2.5, 1.25, 5.0])

best, stop = stop_early([1.0, 0.7, 0.6, 0.61, 0.62, 0.5, 0.55, 0.56], patience=2)
print(f"keeps epoch {best + 1}, stops after epoch {stop + 1}")
assert (best, stop) == (2, 4)
