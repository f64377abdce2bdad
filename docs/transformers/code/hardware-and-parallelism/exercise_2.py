"""Attention heads on two devices: each computes its heads and its rows of W_O."""

from __future__ import annotations

import numpy as np


def head(x: np.ndarray, w: list[np.ndarray]) -> np.ndarray:
    """One attention head with its three projections."""
    q, k, v = (x @ m for m in w)
    s = np.exp(q @ k.T / np.sqrt(q.shape[1]))
    return s / s.sum(axis=1, keepdims=True) @ v  # (T, d_k)


if __name__ == "__main__":
    rng = np.random.default_rng(1)
    x, w_o = rng.normal(size=(5, 8)), rng.normal(size=(8, 8))
    w = [[rng.normal(size=(8, 2)) for _ in range(3)] for _ in range(4)]  # 4 heads
    whole = np.concatenate([head(x, h) for h in w], axis=1) @ w_o
    parts = []
    for r in (0, 1):  # device r holds heads 2r and 2r + 1
        mine = np.concatenate([head(x, h) for h in w[2 * r : 2 * r + 2]], axis=1)
        parts.append(mine @ w_o[4 * r : 4 * r + 4])
    assert np.allclose(whole, parts[0] + parts[1], rtol=0, atol=1e-12)
    print("two devices, one sum: equal to the whole layer")
