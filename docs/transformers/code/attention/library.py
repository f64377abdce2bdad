"""The scores and contexts in PyTorch, for a batch with padding."""

from __future__ import annotations

import numpy as np
import scratch
import torch
import torch.nn.functional as F


# --8<-- [start:library]
def attend(
    e: torch.Tensor, h: torch.Tensor, real: torch.Tensor
) -> tuple[torch.Tensor, torch.Tensor]:
    """Weights (N, T, S), contexts (N, T, h); e (N, T, S), h (N, S, h), real (N, S)."""
    a = e.masked_fill(~real[:, None], -torch.inf).softmax(dim=-1)
    return a, a @ h


# --8<-- [end:library]


def main() -> None:
    """Random states, three scores: PyTorch equals NumPy within 1e-5."""
    rng = np.random.default_rng(0)
    n, t, length, h, width = 2, 4, 5, 3, 6
    s, m = rng.normal(size=(n, t, h)), rng.normal(size=(n, length, h))
    w, w_s, w_h = (rng.normal(size=(h, k)) for k in (h, width, width))
    v = rng.normal(size=width)
    real = np.arange(length) < np.array([[5], [3]])  # the second source is shorter
    ts, tm, tw, tw_s, tw_h, tv, treal = map(torch.tensor, (s, m, w, w_s, w_h, v, real))
    scores = {
        "dot": ts @ tm.mT,
        "general": ts @ tw @ tm.mT,
        "additive": torch.tanh((ts @ tw_s)[:, :, None] + (tm @ tw_h)[:, None]) @ tv,
    }
    ours = {
        "dot": lambda i: scratch.dot(s[i], m[i]),
        "general": lambda i: scratch.general(s[i], m[i], w),
        "additive": lambda i: scratch.additive(s[i], m[i], w_s, w_h, v),
    }
    for name, e in scores.items():
        a, c = attend(e, tm, treal)
        for i in range(n):
            expected = scratch.attend(ours[name](i), m[i], real[i])
            torch.testing.assert_close(
                a[i], torch.tensor(expected[0]), rtol=0, atol=1e-5
            )
            torch.testing.assert_close(
                c[i], torch.tensor(expected[1]), rtol=0, atol=1e-5
            )
        assert bool((a[1, :, 3:] == 0).all())
        print(f"{name}: equal to NumPy within 1e-5, padded weights exactly 0")
    fused = F.scaled_dot_product_attention(
        ts, tm, tm, attn_mask=treal[:, None], scale=1.0
    )
    torch.testing.assert_close(fused, attend(scores["dot"], tm, treal)[1])
    print("dot: equal to F.scaled_dot_product_attention with scale=1")


if __name__ == "__main__":
    main()
