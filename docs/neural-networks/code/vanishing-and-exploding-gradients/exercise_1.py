"""Exercise 1: another chain of three sigmoid units, and a gradient to clip."""

import numpy as np
from scratch import chain, clip_by_norm, show

found = chain(2.0, (-0.5, 4.0, 2.0), 0.0)
for label, values in found.items():
    show(label, values)
assert np.isclose(found["their product"][0], found["delta 1 / delta 3"][0])

clipped, norm = clip_by_norm([np.array([6.0, -8.0])], 2.0)
show("norm of 6, -8", np.array([norm]))
show("clipped to 2", clipped[0])
small, _ = clip_by_norm([np.array([0.6, -0.8])], 2.0)
show("0.6, -0.8 stays", small[0])
