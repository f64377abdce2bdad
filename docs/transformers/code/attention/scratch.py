"""Attention in NumPy: four scores, masked weights and the context, by hand."""

from __future__ import annotations

import numpy as np

Array = np.ndarray
H = np.array([[1.0, 0], [0, 2], [1, 1]])  # encoder states (S, h)
STATE = np.array([[1.0, 1]])  # decoder state (T, h), here T = 1


# --8<-- [start:attention]
def softmax(e: Array) -> Array:
    """Softmax over the last axis."""
    z = np.exp(e - e.max(axis=-1, keepdims=True))
    return z / z.sum(axis=-1, keepdims=True)


def dot(s: Array, h: Array) -> Array:
    """Scores (T, S) of decoder states s (T, h) and encoder states h (S, h)."""
    return s @ h.T


def general(s: Array, h: Array, w: Array) -> Array:
    """A matrix w (h_s, h_e) between the two, which may differ in width."""
    return s @ w @ h.T


def additive(s: Array, h: Array, w_s: Array, w_h: Array, v: Array) -> Array:
    """A small network for every pair; w_s (h_s, a), w_h (h_e, a), v (a,)."""
    pairs = (s @ w_s)[:, None] + (h @ w_h)[None]  # (T, S, a)
    return np.tanh(pairs) @ v


def concat(s: Array, h: Array, w: Array, v: Array) -> Array:
    """Luong's concat: one matrix w (h_s + h_e, a) for the joined pair."""
    t, n = len(s), len(h)
    both = np.concatenate([np.repeat(s[:, None], n, 1), np.repeat(h[None], t, 0)], -1)
    return np.tanh(both @ w) @ v


def attend(e: Array, h: Array, real: Array | None = None) -> tuple[Array, Array]:
    """Weights (T, S) and contexts (T, h); padded positions get no weight."""
    if real is not None:
        e = np.where(real, e, -np.inf)
    a = softmax(e)
    return a, a @ h


# --8<-- [end:attention]

ONE = np.eye(2)
W = np.array([[2.0, 0], [0, 0.5]])  # the matrix of the general score
SCORES = {
    "dot": dot(STATE, H),
    "general": general(STATE, H, W),
    "additive": additive(STATE, H, ONE, ONE, np.ones(2)),
    "concat": concat(STATE, H, np.vstack([ONE, ONE]), np.ones(2)),
}


def main() -> None:
    """Print and assert the worked example."""
    for name, e in SCORES.items():
        a, c = attend(e, H)
        for label, row in (("scores", e), ("weights", a), ("context", c)):
            print(name, label, " ".join(f"{v:.4f}" for v in row[0]))
    a, c = attend(SCORES["dot"], H, np.array([True, True, False]))
    print("masked weights", " ".join(f"{v:.4f}" for v in a[0]))
    print("masked context", " ".join(f"{v:.4f}" for v in c[0]))
    assert np.allclose(SCORES["additive"], SCORES["concat"])
    assert np.allclose(attend(SCORES["dot"], H)[1], [[0.5777, 1.2670]], atol=5e-5)
    assert np.allclose(a.sum(), 1)


if __name__ == "__main__":
    main()
