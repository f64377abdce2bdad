"""How the scores and the softmax change with d_k, with and without scaling."""

from __future__ import annotations

import numpy as np
import scratch

SIZES = [1, 4, 16, 64, 256, 1024]
KEYS = 16  # keys per query


def measure(d_k: int) -> dict[str, float]:
    """Measure random queries and keys with entries from N(0, 1)."""
    rng = np.random.default_rng(d_k)
    queries = min(20_000, 512_000 // d_k)
    q = rng.normal(size=(queries, 1, d_k))
    k = rng.normal(size=(queries, KEYS, d_k))
    scores = (q @ k.swapaxes(1, 2))[:, 0]  # (queries, KEYS)
    scaled = scores / np.sqrt(d_k)
    result = {"variance": scores.var(), "scaled_variance": scaled.var()}
    for name, s in [("raw", scores), ("scaled", scaled)]:
        a = scratch.softmax(s)
        result[f"{name}_max"] = a.max(axis=1).mean()
        result[f"{name}_slope"] = (1 - (a**2).sum(axis=1)).mean()
    return {key: float(value) for key, value in result.items()}


if __name__ == "__main__":
    print(" d_k  variance/d_k  largest weight  slope   (raw, then scaled)")
    for size in SIZES:
        m = measure(size)
        print(
            f"{size:4d}  {m['variance'] / size:12.2f}  "
            f"{m['raw_max']:.2f} {m['scaled_max']:.2f}       "
            f"{m['raw_slope']:.3f} {m['scaled_slope']:.3f}"
        )
        assert abs(m["variance"] / size - 1) < 0.1
    big = measure(1024)
    assert big["raw_slope"] < 0.05 < 0.8 < big["scaled_slope"]
