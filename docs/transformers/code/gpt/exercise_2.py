"""Exercise 2: grouped-query attention."""

from __future__ import annotations

import numpy as np
import scratch
from scratch import Array


def grouped(q: Array, k: Array, v: Array) -> Array:
    """q (h, T, d_k), k and v (g, T, d_k) with g dividing h -> (h, T, d_k)."""
    h, t, d_k = q.shape
    k, v = (np.repeat(z, h // len(z), axis=0) for z in (k, v))  # (h, T, d_k)
    scores = q @ k.swapaxes(1, 2) / np.sqrt(d_k)
    visible = np.tril(np.ones((t, t), dtype=bool))
    return scratch.softmax(np.where(visible, scores, -np.inf)) @ v


def main() -> None:
    """g = h is ordinary attention; heads of a group share keys and values."""
    rng = np.random.default_rng(0)
    q = rng.normal(size=(4, 6, 8))
    for g in (4, 2, 1):
        k, v = rng.normal(size=(2, g, 6, 8))
        out = grouped(q, k, v)
        for head in range(4):
            one = grouped(q[head : head + 1], *(z[[head * g // 4]] for z in (k, v)))
            assert np.allclose(out[head], one[0])
        print(
            f"{g} key-value heads: output {out.shape}, cache {k.size + v.size} numbers"
        )


if __name__ == "__main__":
    main()
