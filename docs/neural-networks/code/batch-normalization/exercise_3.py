"""Exercise 3: the scale of the weights turns into a learning rate."""

import numpy as np
from scratch import BatchNorm

rng = np.random.default_rng(0)
x, g = rng.normal(size=(32, 8)), rng.normal(size=(32, 4))
w = rng.normal(size=(8, 4))


def run(scale: float) -> tuple[np.ndarray, np.ndarray]:
    """Output and gradient of the weights for scale * w."""
    layer = BatchNorm((1, 4))
    layer.eps = 0.0
    y = layer.forward(x @ (scale * w), training=True)
    return y, x.T @ layer.backward(g)[0]


y1, grad1 = run(1.0)
y10, grad10 = run(10.0)
print("same output:", np.allclose(y1, y10))
print(
    f"norm of the gradient, w over 10 w: {np.linalg.norm(grad1 / grad10) / 32**0.5:.1f}"
)
inner = (w * grad1).sum(axis=0)
print("gradient orthogonal to the weights of each unit:", np.allclose(inner, 0))
step1 = np.linalg.norm(0.1 * grad1) / np.linalg.norm(w)
step10 = np.linalg.norm(0.1 * grad10) / np.linalg.norm(10 * w)
print(f"relative step with the same rate, w over 10 w: {step1 / step10:.0f}")
grown = np.linalg.norm(w - 0.1 * grad1) > np.linalg.norm(w)
print("a step makes the weights longer:", bool(grown))
