"""Exercise 2: merge batch normalization into the linear layer before it."""

import numpy as np
from scratch import BatchNorm


def fold(w: np.ndarray, layer: BatchNorm) -> tuple[np.ndarray, np.ndarray]:
    """Weights (d_in, d_out) and bias (1, d_out) of one linear layer."""
    scale = layer.gamma / np.sqrt(layer.var + layer.eps)  # (1, d_out)
    return w * scale, layer.beta - layer.mean * scale


rng = np.random.default_rng(0)
w, layer = rng.normal(size=(4, 3)), BatchNorm((1, 3))
layer.gamma, layer.beta = rng.normal(size=(2, 1, 3))
for _ in range(50):
    layer.forward(rng.normal(1, 2, size=(32, 4)) @ w, training=True)
x = rng.normal(1, 2, size=(5, 4))
expected = layer.forward(x @ w, training=False)
w_new, b_new = fold(w, layer)
assert np.allclose(x @ w_new + b_new, expected)
print("merged layer gives the same output:", np.allclose(x @ w_new + b_new, expected))
kept, merged = w.size + 4 * 3, w_new.size + b_new.size
print(f"numbers to store: {kept} before, {merged} after")
