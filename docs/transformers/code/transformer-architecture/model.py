"""A small transformer encoder-decoder: one layer on each side, pre-norm."""

from __future__ import annotations

import math

import task
import torch
from torch import Tensor, nn


def positions(length: int, d: int) -> Tensor:
    """Sinusoidal positional encoding (length, d)."""
    angle = torch.arange(length)[:, None] / 10_000 ** (torch.arange(0, d, 2) / d)
    return torch.stack([angle.sin(), angle.cos()], dim=-1).reshape(length, d)


# --8<-- [start:model]
class Attention(nn.Module):
    """Multi-head attention: queries from one place, keys and values from another."""

    def __init__(self, d: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.q, self.k, self.v, self.o = (nn.Linear(d, d) for _ in range(4))

    def forward(self, y: Tensor, m: Tensor, allowed: Tensor) -> tuple[Tensor, Tensor]:
        """Output (N, T, d) and weights (N, heads, T, S); y (N, T, d), m (N, S, d)."""
        q, k, v = (
            z.unflatten(-1, (self.heads, -1)).transpose(1, 2)  # (N, heads, T, d_k)
            for z in (self.q(y), self.k(m), self.v(m))
        )
        scores = q @ k.transpose(-1, -2) / math.sqrt(q.shape[-1])
        a = scores.masked_fill(~allowed, -math.inf).softmax(dim=-1)
        return self.o((a @ v).transpose(1, 2).flatten(2)), a


class Transformer(nn.Module):
    """Source and target embeddings, one encoder layer, one decoder layer, logits."""

    def __init__(self, d: int = 48, heads: int = 4, wide: int = 96) -> None:
        super().__init__()
        self.d = d
        self.source = nn.Embedding(len(task.SOURCE), d)
        self.target = nn.Embedding(len(task.TARGET), d)
        self.read, self.past, self.cross = (Attention(d, heads) for _ in range(3))
        self.ff_e, self.ff_d = (
            nn.Sequential(nn.Linear(d, wide), nn.ReLU(), nn.Linear(wide, d))
            for _ in range(2)
        )
        self.norm = nn.ModuleList(nn.LayerNorm(d) for _ in range(7))
        self.out = nn.Linear(d, len(task.TARGET))
        for table in (self.source, self.target):
            nn.init.normal_(table.weight, std=d**-0.5)

    def embed(self, table: nn.Embedding, x: Tensor) -> Tensor:
        """Vectors (N, T, d): rows of the table, scaled, plus positions."""
        return table(x) * math.sqrt(self.d) + positions(x.shape[1], self.d)

    def encode(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """Memory (N, S, d) and the mask of real source tokens (N, 1, 1, S)."""
        real = (x != task.PAD)[:, None, None]
        m = self.embed(self.source, x)
        z = self.norm[0](m)
        m = m + self.read(z, z, real)[0]
        m = m + self.ff_e(self.norm[1](m))
        return self.norm[2](m), real

    def decode(self, y: Tensor, memory: tuple[Tensor, Tensor]) -> tuple[Tensor, Tensor]:
        """Logits (N, T, V) and cross-attention weights (N, heads, T, S)."""
        m, real = memory
        t = y.shape[1]
        causal = torch.ones(t, t, dtype=torch.bool).tril()
        s = self.embed(self.target, y)
        z = self.norm[3](s)
        s = s + self.past(z, z, causal)[0]
        looked, a = self.cross(self.norm[4](s), m, real)
        s = s + looked
        s = s + self.ff_d(self.norm[5](s))
        return self.out(self.norm[6](s)), a

    def forward(self, x: Tensor, y: Tensor) -> Tensor:
        """Logits (N, T, V): one pass for all positions, with teacher forcing."""
        return self.decode(y, self.encode(x))[0]

    def write(self, x: Tensor, steps: int) -> Tensor:
        """Greedy search: encode once, decode once per token."""
        memory, y = self.encode(x), torch.full((len(x), 1), task.START)
        for _ in range(steps):
            token = self.decode(y, memory)[0][:, -1].argmax(dim=-1)
            y = torch.cat([y, token[:, None]], dim=1)
        return y[:, 1:]


# --8<-- [end:model]

if __name__ == "__main__":
    size = sum(p.numel() for p in Transformer().parameters())
    print(f"transformer: {size:,} parameters")
