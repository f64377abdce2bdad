"""Exercise 3: clipping by value against clipping by norm."""

import numpy as np


def clip_by_value(g: np.ndarray, limit: float) -> np.ndarray:
    """Cut every entry to the interval from -limit to limit."""
    return np.clip(g, -limit, limit)


def angle(u: np.ndarray, v: np.ndarray) -> float:
    """Angle between two vectors in degrees."""
    cosine = u @ v / np.linalg.norm(u) / np.linalg.norm(v)
    return float(np.degrees(np.arccos(min(1.0, cosine))))


g = np.array([0.1, 100.0])
by_norm = g / np.linalg.norm(g)
by_value = clip_by_value(g, 1.0)
print("by norm ", " ".join(f"{v:.4f}" for v in by_norm))
print("by value", " ".join(f"{v:.4f}" for v in by_value))
print(f"angle to the gradient: {angle(g, by_norm):.2f} and {angle(g, by_value):.2f}")

rng = np.random.default_rng(0)
long = rng.standard_t(2, size=(20, 10_000)) * 3  # 20 gradients with heavy tails
angles = [angle(row, clip_by_value(row, 1.0)) for row in long]
norms = [np.linalg.norm(clip_by_value(row, 1.0)) for row in long]
print(f"10,000 entries: angle {min(angles):.0f} to {max(angles):.0f} degrees")
print(f"norm after clipping by value {min(norms):.0f} to {max(norms):.0f}")
assert angle(g, by_value) > 5
assert min(norms) > 50
