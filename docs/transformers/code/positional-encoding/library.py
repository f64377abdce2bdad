"""The same four encodings in PyTorch, and the second layout of rotary pairs."""

from __future__ import annotations

import numpy as np
import scratch
import torch
import torch.nn.functional as F
from torch import nn


# --8<-- [start:library]
class Rotary(nn.Module):
    """Rotary positions for queries and keys of shape (N, h, T, d_k)."""

    def __init__(self, d_k: int, base: float = 10_000.0) -> None:
        super().__init__()
        speeds = base ** (-torch.arange(0, d_k, 2) / d_k)  # (d_k/2,)
        self.register_buffer("speeds", speeds, persistent=False)

    def forward(self, x: torch.Tensor, positions: torch.Tensor) -> torch.Tensor:
        angles = positions[:, None] * self.speeds  # (T, d_k/2)
        turn = torch.polar(torch.ones_like(angles), angles)  # e^(i angle)
        pairs = torch.view_as_complex(x.unflatten(-1, (-1, 2)).contiguous())
        return torch.view_as_real(pairs * turn).flatten(-2)  # (N, h, T, d_k)


class TokensAndPositions(nn.Module):
    """Word vectors plus learned position vectors, as in BERT and GPT-2."""

    def __init__(self, vocabulary: int, t_max: int, d: int) -> None:
        super().__init__()
        self.word = nn.Embedding(vocabulary, d)
        self.position = nn.Embedding(t_max, d)

    def forward(self, tokens: torch.Tensor) -> torch.Tensor:
        positions = torch.arange(tokens.shape[1], device=tokens.device)  # (T,)
        return self.word(tokens) + self.position(positions)  # (N, T, d)


def alibi(t: int, heads: int) -> torch.Tensor:
    """A float mask (h, T, T) for F.scaled_dot_product_attention."""
    slopes = 2.0 ** (-8.0 * torch.arange(1, heads + 1) / heads)
    distance = torch.arange(t)[:, None] - torch.arange(t)
    bias = -slopes[:, None, None] * distance
    return bias.masked_fill(distance < 0, float("-inf"))


# --8<-- [end:library]


# --8<-- [start:halves]
def rotate_halves(x: torch.Tensor, angles: torch.Tensor) -> torch.Tensor:
    """The other layout: feature m is paired with m + d_k/2, not 2m with 2m + 1."""
    a, b = x.chunk(2, dim=-1)
    c, s = angles.cos(), angles.sin()
    return torch.cat([a * c - b * s, a * s + b * c], dim=-1)


# --8<-- [end:halves]


def close(name: str, ours: torch.Tensor, numpy_value: np.ndarray) -> None:
    """Assert that PyTorch agrees with NumPy to 1e-5, then say so."""
    expected = torch.as_tensor(numpy_value, dtype=ours.dtype)
    torch.testing.assert_close(ours, expected, rtol=0, atol=1e-5)
    print(f"{name}: equal to NumPy within 1e-5")


def main() -> None:
    """Compare every encoding with scratch.py."""
    rng = np.random.default_rng(1)
    n, h, t, d_k = 2, 4, 6, 8
    q, k, v = (rng.normal(size=(n, h, t, d_k)) for _ in range(3))
    tq, tk, tv = (torch.tensor(a, dtype=torch.float32) for a in (q, k, v))
    positions, place = np.arange(t), torch.arange(t)

    rope = Rotary(d_k)
    close("rotary", rope(tq, place), scratch.rotary(q, positions))
    out = F.scaled_dot_product_attention(
        rope(tq, place), rope(tk, place), tv, is_causal=True
    )
    causal = np.where(np.tril(np.ones((t, t))) > 0, 0.0, -np.inf)
    turned = (scratch.rotary(a, positions) for a in (q, k))
    close("attention with rotary", out, scratch.attention(*turned, v, causal))

    out = F.scaled_dot_product_attention(tq, tk, tv, attn_mask=alibi(t, h))
    expected = scratch.attention(q, k, v, scratch.alibi(t, h))
    close("attention with ALiBi", out, expected)

    torch.manual_seed(0)
    layer = TokensAndPositions(10, t, d_k)
    tokens = torch.tensor([[3, 1, 4, 1, 5, 9]])
    table = layer.position.weight.detach().numpy()
    expected = layer.word.weight.detach().numpy()[tokens] + scratch.learned(
        table, positions
    )
    close("learned", layer(tokens).detach(), expected)
    try:
        layer(torch.zeros(1, t + 1, dtype=torch.long))
    except IndexError as error:
        print(f"learned, position {t} of {t}: IndexError: {error}")

    angles = place[:, None] * rope.speeds
    order = torch.arange(d_k).reshape(-1, 2).T.flatten()  # 0 2 4 6 1 3 5 7
    halves = rotate_halves(tq[..., order], angles)
    torch.testing.assert_close(halves, rope(tq, place)[..., order])
    right = rope(tq, place) @ rope(tk, place).transpose(-1, -2)
    same = halves @ rotate_halves(tk[..., order], angles).transpose(-1, -2)
    wrong = rotate_halves(tq, angles) @ rotate_halves(tk, angles).transpose(-1, -2)
    torch.testing.assert_close(same, right, rtol=0, atol=1e-5)
    print("layout order:", order.tolist())
    print("halves with reordered features: same scores")
    print(f"halves without reordering: off by {(wrong - right).abs().max():.1f}")


if __name__ == "__main__":
    main()
