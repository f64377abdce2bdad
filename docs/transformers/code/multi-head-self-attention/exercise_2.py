"""Exercise 2: decode one token at a time with a key-value cache."""

from __future__ import annotations

import numpy as np
import scratch
from scratch import Array


class CachedSelfAttention:
    """Wraps a MultiHeadSelfAttention and remembers the keys and values it has seen."""

    def __init__(self, mha: scratch.MultiHeadSelfAttention) -> None:
        self.mha = mha
        self.k: Array | None = None  # (N, h, tokens so far, d_k)
        self.v: Array | None = None

    def step(self, x: Array) -> Array:
        """x (N, 1, d), the newest token -> its output (N, 1, d)."""
        m = self.mha
        q, k, v = (
            scratch.split_heads(x @ m.w[c] + m.b[c], m.h) for c in "QKV"
        )  # (N, h, 1, d_k)
        self.k = k if self.k is None else np.concatenate([self.k, k], axis=2)
        self.v = v if self.v is None else np.concatenate([self.v, v], axis=2)
        out, _ = scratch.attention(q, self.k, self.v)  # no mask: the future is absent
        return scratch.merge_heads(out) @ m.w["O"] + m.b["O"]


def main() -> None:
    """The cached steps give the rows of one causal forward pass."""
    rng = np.random.default_rng(3)
    n, t, d, h = 2, 6, 8, 2
    mha = scratch.MultiHeadSelfAttention(d, h, rng)
    x = rng.normal(size=(n, t, d))
    full, _ = mha(x, scratch.causal_mask(t))
    cached = CachedSelfAttention(mha)
    steps = np.concatenate([cached.step(x[:, i : i + 1]) for i in range(t)], axis=1)
    assert np.allclose(steps, full)
    print("cached steps equal the causal forward pass:", np.allclose(steps, full))
    print("cache shape:", cached.k.shape)
    for tokens in (6, 1000):
        without, with_cache = tokens * (tokens + 1) // 2, tokens
        print(f"{tokens} tokens: {without:,} token projections without, {with_cache:,}")


if __name__ == "__main__":
    main()
