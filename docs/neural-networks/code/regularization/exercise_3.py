"""Exercise 3: the second step of Adam, with L2 and with decoupled decay."""

import numpy as np
from scratch import adam, show

w, gradients = np.ones(2), [np.array([2.0, 0.02])] * 2
for label, how in (("none", {}), ("L2", {"l2": 0.1}), ("decay", {"decay": 0.1})):
    show(label, adam(w, gradients, 0.01, **how))
assert np.allclose(adam(w, gradients, 0.01), 0.98)
assert np.allclose(adam(w, gradients, 0.01, decay=0.1), 0.999 * 0.989 - 0.01)
