"""Sizes of the score matrix and of the key-value cache, and grouped queries."""

from __future__ import annotations

import numpy as np
import scratch


# --8<-- [start:cache]
def cache_bytes(layers: int, kv_heads: int, d_k: int, t: int, bits: int = 16) -> int:
    """Keys and values of t tokens in all layers."""
    return 2 * layers * kv_heads * d_k * t * bits // 8


def grouped_query(q: np.ndarray, k: np.ndarray, v: np.ndarray) -> np.ndarray:
    """q (h, T, d_k), k and v (g, T, d_k): each group of h / g heads shares one."""
    share = len(q) // len(k)
    heads = [
        scratch.attention(q[r], k[r // share], v[r // share]) for r in range(len(q))
    ]
    return np.stack(heads)  # (h, T, d_k)


# --8<-- [end:cache]


def main() -> None:
    """Print the sizes that the page quotes."""
    for t in (1024, 8192, 32_768, 131_072):
        size = 12 * 2 * t * t
        print(
            f"T={t}: {t * t} pairs, scores of 12 heads in 16 bits {size / 1e9:.3g} GB"
        )
    d = 768
    for t in (512, 1536, 8192, 32_768):
        share = 4 * t * t * d / (4 * t * t * d + 24 * t * d * d)
        print(f"T={t}, d={d}: attention {share:.0%} of the FLOPs of a block")
    for name, g in (("multi-head", 32), ("grouped-query, 8", 8), ("multi-query", 1)):
        token = cache_bytes(32, g, 128, 1) / 2**10
        text = cache_bytes(32, g, 128, 32_768) / 2**30
        print(f"{name}: {token:.0f} KiB per token, {text:.1f} GiB for 32768 tokens")
    rng = np.random.default_rng(0)
    q, k, v = rng.normal(size=(8, 5, 4)), *rng.normal(size=(2, 2, 5, 4))
    repeated = [scratch.attention(q[r], k[r // 4], v[r // 4]) for r in range(8)]
    assert np.array_equal(grouped_query(q, k, v), np.stack(repeated))
    print(
        f"8 query heads, 2 key-value heads: cache {k.nbytes + v.nbytes} bytes", end=""
    )
    print(f" instead of {2 * q.nbytes}")


if __name__ == "__main__":
    main()
