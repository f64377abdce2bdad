"""The same computation in PyTorch: two functions, two mask conventions."""

from __future__ import annotations

import numpy as np
import scratch
import torch
import torch.nn.functional as F
from torch import nn


# --8<-- [start:library]
class SelfAttention(nn.Module):
    """Multi-head self-attention on top of F.scaled_dot_product_attention."""

    def __init__(self, d: int, h: int, p: float = 0.0) -> None:
        super().__init__()
        self.h, self.p = h, p
        self.qkv = nn.Linear(d, 3 * d)  # W_Q, W_K and W_V in one multiplication
        self.out = nn.Linear(d, d)

    def forward(
        self, x: torch.Tensor, mask: torch.Tensor | None = None
    ) -> torch.Tensor:
        n, t, d = x.shape
        q, k, v = (
            z.view(n, t, self.h, d // self.h).transpose(1, 2)  # (N, h, T, d_k)
            for z in self.qkv(x).chunk(3, dim=-1)
        )
        p = self.p if self.training else 0.0  # the function never checks this
        y = F.scaled_dot_product_attention(q, k, v, attn_mask=mask, dropout_p=p)
        return self.out(y.transpose(1, 2).reshape(n, t, d))


# --8<-- [end:library]


def copy_weights(ours: scratch.MultiHeadSelfAttention, d: int) -> nn.MultiheadAttention:
    """nn.MultiheadAttention with our weights; PyTorch stores W transposed."""
    mha = nn.MultiheadAttention(d, ours.h, batch_first=True)
    qkv = np.concatenate([ours.w[c] for c in "QKV"], axis=1)  # (d, 3d)
    bias = np.concatenate([ours.b[c] for c in "QKV"])
    with torch.no_grad():
        mha.in_proj_weight.copy_(torch.tensor(qkv.T))
        mha.in_proj_bias.copy_(torch.tensor(bias))
        mha.out_proj.weight.copy_(torch.tensor(ours.w["O"].T))
        mha.out_proj.bias.copy_(torch.tensor(ours.b["O"]))
    return mha


def close(name: str, torch_value: torch.Tensor, numpy_value: np.ndarray) -> None:
    """Assert that both agree to 1e-5, then say so."""
    expected = torch.tensor(numpy_value, dtype=torch_value.dtype)
    torch.testing.assert_close(torch_value, expected, rtol=0, atol=1e-5)
    print(f"{name}: equal to NumPy within 1e-5")


def main() -> None:
    """Compare all of them without a mask, with a causal and a padding mask."""
    n, t, d, h = 2, 5, 8, 2
    rng = np.random.default_rng(1)
    ours = scratch.MultiHeadSelfAttention(d, h, rng)
    for c in "QKVO":
        ours.b[c] = rng.normal(size=d)  # biases that matter
    x_np = rng.normal(size=(n, t, d))
    x = torch.tensor(x_np, dtype=torch.float32)
    mha = copy_weights(ours, d)
    module = SelfAttention(d, h)
    module.qkv.weight, module.qkv.bias = mha.in_proj_weight, mha.in_proj_bias
    module.out = mha.out_proj

    causal = torch.tensor(scratch.causal_mask(t))  # (T, T)
    real = torch.tensor([[True] * 5, [True] * 3 + [False] * 2])  # (N, T)
    padding = real[:, None, None, :]  # (N, 1, 1, T): all heads, all queries
    both = causal & padding  # (N, 1, T, T)

    q, k, v = (torch.tensor(rng.normal(size=(n, h, t, 4))) for _ in range(3))
    out = F.scaled_dot_product_attention(q, k, v, is_causal=True)
    expected = scratch.attention(*(z.numpy() for z in (q, k, v)), causal.numpy())[0]
    close("scaled_dot_product_attention, is_causal", out, expected)

    with torch.no_grad():
        for name, mask in [("none", None), ("causal", causal), ("both", both)]:
            mask_np = None if mask is None else mask.numpy()
            expected, weights = ours(x_np, mask_np)
            close(f"SelfAttention, mask {name}", module(x, mask), expected)
            y, w = mha(
                x,
                x,
                x,
                attn_mask=None if mask is None else ~causal,  # True = blocked
                key_padding_mask=~real if name == "both" else None,  # True = blocked
                average_attn_weights=False,  # (N, h, T, T) instead of the mean
            )
            close(f"nn.MultiheadAttention, mask {name}", y, expected)
            torch.testing.assert_close(
                w.double(), torch.tensor(weights), rtol=0, atol=1e-5
            )


if __name__ == "__main__":
    main()
