"""Exercise 4: two inputs look more alike in every ReLU layer."""

import numpy as np

WIDTH, DEPTH, SEEDS = 256, 30, 10


def cosines(relu: bool, seed: int) -> np.ndarray:
    """Cosine between two random inputs after each layer."""
    rng = np.random.default_rng(seed)
    a = rng.normal(size=(2, WIDTH))
    found = []
    for _ in range(DEPTH):
        z = a @ rng.normal(0, (2 / WIDTH) ** 0.5, (WIDTH, WIDTH))
        a = np.maximum(z, 0) if relu else z
        found.append(a[0] @ a[1] / np.linalg.norm(a[0]) / np.linalg.norm(a[1]))
    return np.array(found)


def predicted(cosine: float) -> float:
    """Cosine after one wide ReLU layer (the arc-cosine kernel of order one)."""
    angle = np.arccos(cosine)
    return float((np.sin(angle) + (np.pi - angle) * cosine) / np.pi)


rule, expected = 0.0, []
for _ in range(DEPTH):
    rule = predicted(rule)
    expected.append(rule)
relu = np.array([cosines(True, seed) for seed in range(SEEDS)])
linear = np.array([cosines(False, seed) for seed in range(SEEDS)])
print("layer    1     2     5    10    30")
for name, row in (
    ("ReLU  ", relu.mean(axis=0)),
    ("theory", np.array(expected)),
    ("linear", np.abs(linear).mean(axis=0)),
):
    print(name, " ".join(f"{row[k]:.2f} " for k in (0, 1, 4, 9, 29)))
assert relu[:, -1].min() > 0.9
