"""Solution of exercise 2: which start values let LoRA learn?"""

import numpy as np
from scratch import LoRALinear

rng = np.random.default_rng(0)
x, w = rng.normal(size=(64, 6)), rng.normal(size=(6, 3))
target = x @ w + x @ (rng.normal(size=(6, 1)) @ rng.normal(size=(1, 3)))  # new task
for name, size_a, size_b in (
    ("A random, B zero", 1, 0), ("A zero, B random", 0, 1), ("both zero", 0, 0),
    ("both random", 1, 1),
):  # fmt: skip
    layer = LoRALinear(w, 2, 2.0, rng)
    layer.a = size_a * rng.normal(size=(6, 2))
    layer.b = size_b * rng.normal(size=(2, 3))
    changed = np.abs(layer.forward(x) - x @ w).max() > 0
    losses = []
    for _ in range(500):
        delta = (layer.forward(x) - target) / len(x)
        losses.append(0.5 * len(x) * (delta**2).sum())
        grad_a, grad_b, _ = layer.backward(delta)
        layer.a, layer.b = layer.a - 0.05 * grad_a, layer.b - 0.05 * grad_b
    print(f"{name}: output changed at the start {changed},"
          f" loss {losses[0]:.1f} to {losses[-1]:.1f}")  # fmt: skip
