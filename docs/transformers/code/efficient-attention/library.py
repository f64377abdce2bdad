"""The same calls in PyTorch: fused exact attention, masks and grouped queries."""

from __future__ import annotations

import kv_cache
import numpy as np
import scratch
import torch
import torch.nn.functional as F
import variants


def close(name: str, ours: np.ndarray, theirs: torch.Tensor) -> None:
    """Assert that both agree to 1e-5, then say so."""
    torch.testing.assert_close(torch.tensor(ours), theirs, rtol=0, atol=1e-5)
    print(f"{name}: equal to NumPy within 1e-5")


def main() -> None:
    """Compare blocks, window and grouped queries."""
    rng = np.random.default_rng(0)
    q, k, v = rng.normal(size=(3, 64, 16))
    # --8<-- [start:library]
    tq, tk, tv = (torch.tensor(x)[None, None] for x in (q, k, v))  # (1, 1, T, d_k)
    exact = F.scaled_dot_product_attention(tq, tk, tv)
    window = torch.tensor(variants.local(64, 8))  # True = may look
    local = F.scaled_dot_product_attention(tq, tk, tv, attn_mask=window)
    # --8<-- [end:library]
    close("blocks of 16", scratch.flash_attention(q, k, v, 16), exact[0, 0])
    close("window of 8", scratch.attention(q, k, v, window.numpy()), local[0, 0])
    q = rng.normal(size=(8, 10, 16))
    k, v = rng.normal(size=(2, 2, 10, 16))
    tq, tk, tv = (torch.tensor(x)[None] for x in (q, k, v))
    # --8<-- [start:gqa]
    grouped = F.scaled_dot_product_attention(tq, tk, tv, enable_gqa=True)
    # --8<-- [end:gqa]
    close(
        "8 query heads, 2 key-value heads", kv_cache.grouped_query(q, k, v), grouped[0]
    )


if __name__ == "__main__":
    main()
