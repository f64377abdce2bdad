"""Exercise 1: cross-entropy, binary cross-entropy, regression losses, hinge."""

import numpy as np
from scratch import (
    absolute,
    binary_cross_entropy,
    cross_entropy,
    hinge,
    huber,
    log_sum_exp,
    show,
    squared,
)

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
numeric = (
    binary_cross_entropy(z1 + step, y1)[0] - binary_cross_entropy(z1 - step, y1)[0]
)
assert np.allclose(numeric / (2 * step), slope1)

error = np.array([21.0, 18.0, 30.0]) - np.array([20.0, 20.0, 20.0])
show("MSE", squared(error)[0].mean())
show("MAE", absolute(error)[0].mean())
show("Huber, delta 2", huber(error, 2)[0].mean())

loss2, slope2 = hinge(np.array([-1.5, -0.2, 0.7]), -np.ones(3))
show("hinge", loss2)
show("hinge: slope", slope2)
