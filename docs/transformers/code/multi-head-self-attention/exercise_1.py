"""Exercise 1: the worked example when the third token is padding."""

from __future__ import annotations

import numpy as np
import scratch


def main() -> None:
    """Mask the third key for every query and recompute."""
    q, k, v = (scratch.X @ w for w in (scratch.W_Q, scratch.W_K, scratch.W_V))
    real = np.array([True, True, False])  # (T,), broadcast to (T, T)
    out, weights = scratch.attention(q, k, v, real)
    scratch.show("weights", weights)
    scratch.show("output", out)
    _, both = scratch.attention(q, k, v, real & scratch.causal_mask(3))
    scratch.show("with causal", both)
    assert not weights[:, 2].any()  # nobody looks at the padding
    assert np.allclose(out[2], [2.0, 1.0])  # but the padding still has an output


if __name__ == "__main__":
    main()
