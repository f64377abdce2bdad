"""Exercise 1: one unit at z = 0.5, and two logits."""

import numpy as np
from scratch import ACTIVATIONS, cross_entropy, sigmoid, softmax

z = np.array([0.5])
for name in ("sigmoid", "tanh", "Leaky ReLU", "SiLU"):
    f, df = ACTIVATIONS[name]
    numeric = (f(z + 1e-6) - f(z - 1e-6)) / 2e-6
    assert np.allclose(df(z), numeric)
    print(f"{name:<11}{f(z)[0]:.4f}  derivative {df(z)[0]:.4f}")

logits = np.array([[3.0, 1.0]])
p = softmax(logits)
loss, grad = cross_entropy(logits, np.array([1]))
print(f"softmax    {p[0, 0]:.4f} {p[0, 1]:.4f}")
print(f"sigmoid(2) {sigmoid(np.array(2.0)):.4f}")
print(f"loss       {loss:.4f}")
print(f"gradient   {grad[0, 0]:.4f} {grad[0, 1]:.4f}")
assert np.isclose(p[0, 0], sigmoid(np.array(2.0)))
