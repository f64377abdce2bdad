"""Exercise 1: cross-entropy of three logits, binary cross-entropy, a batch."""

import numpy as np
from scratch import binary_cross_entropy, cross_entropy, log_sum_exp, show

z, y = np.array([[0.5, -1.0, 2.0]]), np.array([[1.0, 0.0, 0.0]])
loss, gradient = cross_entropy(z, y)
show("exp of shifted", np.exp(z - z.max()))
show("sum", np.exp(z - z.max()).sum())
show("log-sum-exp", log_sum_exp(z))
show("loss", loss)
show("p", gradient + y)
show("gradient", gradient)

z1, y1 = np.array([-1.5]), np.array([1.0])
loss1, slope1 = binary_cross_entropy(z1, y1)
show("binary: p", slope1 + y1)
show("binary: loss, slope", np.array([loss1, slope1]))
step = 1e-6
numeric = binary_cross_entropy(z1 + step, y1)[0] - binary_cross_entropy(z1 - step, y1)[0]
assert np.allclose(numeric / (2 * step), slope1)

error = np.array([21.0, 18.0, 30.0]) - np.array([20.0, 20.0, 20.0])
print("squared, absolute, Huber with delta 2:", end=" ")
size = np.abs(error)
bent = np.where(size <= 2, error**2 / 2, 2 * (size - 1))
print(f"{(error**2).mean():.4f} {size.mean():.4f} {bent.mean():.4f}")
