"""Exercise 1: another 2-2-2 network, another batch of two."""

import numpy as np
from scratch import forward, show, softmax

x = np.array([[2.0, -1.0], [1.0, 1.0]])  # (2, 2)
layers = [
    (np.array([[1.0, -0.5], [0.5, 2.0]]), np.array([-1.0, 0.5])),
    (np.array([[2.0, 1.0], [-1.0, 0.5]]), np.array([0.0, -0.5])),
]
zs, activations = forward(x, layers)
p = softmax(zs[1])
show("Z1", zs[0])
show("A1", activations[1])
show("Z2, logits", zs[1])
show("P", p)
print("predicted classes", (p.argmax(axis=1) + 1).tolist())
assert np.allclose(zs[0], [[0.5, -2.5], [0.5, 2.0]])
assert np.allclose(zs[1], [[1.0, 0.0], [-1.0, 1.0]])
