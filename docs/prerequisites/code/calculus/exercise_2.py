"""A chain of two steps, a 2 x 2 Jacobian and the softmax of two scores."""

import numpy as np
from scratch import (
    backward,
    gradient,
    jacobian,
    show,
    sigmoid,
    softmax,
    softmax_jacobian,
)


def loss(theta: np.ndarray) -> float:
    """-ln sigmoid(3w + b)."""
    return -np.log(sigmoid(3 * theta[0] + theta[1]))


def pair(x: np.ndarray) -> np.ndarray:
    """(x1^2 + x2, x1 x2)."""
    return np.array([x[0] ** 2 + x[1], x[0] * x[1]])


if __name__ == "__main__":
    theta = np.array([1.0, -3.0])
    delta = sigmoid(0.0) - 1
    show("(a) L, dL/dz", loss(theta), delta)
    show("    dL/dw, dL/db", delta * 3, delta)
    assert np.allclose(delta * np.array([3, 1]), gradient(loss, theta))
    J = jacobian(pair, np.array([1.0, 3.0]))
    assert np.allclose(J, [[2, 1], [3, 1]])
    print("(b) Jacobian", np.rint(J).astype(int).tolist())
    z = np.array([0.0, np.log(3)])
    p = softmax(z)
    S = softmax_jacobian(p)
    assert np.allclose(S, jacobian(softmax, z))
    show("(c) p", p)
    show("    Jacobian", S)
    show("    dL/dz", backward(np.array([-1 / p[0], 0]), [S]))
