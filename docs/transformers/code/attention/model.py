"""GRU encoder-decoders whose decoder looks back: additive and multiplicative."""

from __future__ import annotations

import math

import task
import torch
from torch import Tensor, nn


class Base(nn.Module):
    """Embeddings, encoder and output layer, common to both kinds of attention."""

    def __init__(self, h: int, d: int = 32) -> None:
        super().__init__()
        self.source = nn.Embedding(len(task.SOURCE), d, padding_idx=task.PAD)
        self.target = nn.Embedding(len(task.TARGET), d, padding_idx=task.PAD)
        self.encoder = nn.GRU(d, h, batch_first=True)

    def encode(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Encoder states (N, S, h), first decoder state (N, h), padding (N, S)."""
        states, _ = self.encoder(self.source(x))
        last = (x != task.PAD).sum(dim=1) - 1
        return states, states[torch.arange(len(x)), last], x == task.PAD

    def forward(self, x: Tensor, y: Tensor) -> Tensor:
        """Logits (N, T, V) with teacher forcing."""
        return self.decode(y, self.encode(x))[0]

    def write(self, x: Tensor, steps: int) -> Tensor:
        """Greedy search, one step at a time."""
        states, state, padded = self.encode(x)
        token, tokens = torch.full((len(x), 1), task.START), []
        for _ in range(steps):
            logits, state, _ = self.decode(token, (states, state, padded))
            token = logits.argmax(dim=-1)  # (N, 1)
            tokens.append(token)
        return torch.cat(tokens, dim=1)


# --8<-- [start:additive]
class Additive(Base):
    """Bahdanau: score with the old state, feed the context into the new one."""

    def __init__(self, h: int, d: int = 32) -> None:
        super().__init__(h, d)
        self.w_s = nn.Linear(h, h, bias=False)
        self.w_h = nn.Linear(h, h, bias=False)
        self.v = nn.Linear(h, 1, bias=False)
        self.cell = nn.GRUCell(d + h, h)
        self.out = nn.Linear(2 * h, len(task.TARGET))

    def decode(self, y: Tensor, memory: tuple) -> tuple[Tensor, Tensor, Tensor]:
        """Logits (N, T, V), last state (N, h) and weights (N, T, S)."""
        states, s, padded = memory
        keys, inputs = self.w_h(states), self.target(y)  # keys: once per source
        outputs, maps = [], []
        for t in range(y.shape[1]):
            e = self.v(torch.tanh(self.w_s(s)[:, None] + keys))[..., 0]  # (N, S)
            a = e.masked_fill(padded, -math.inf).softmax(dim=-1)
            c = (a[:, None] @ states)[:, 0]  # (N, h)
            s = self.cell(torch.cat([inputs[:, t], c], dim=-1), s)
            outputs.append(self.out(torch.cat([s, c], dim=-1)))
            maps.append(a)
        return torch.stack(outputs, dim=1), s, torch.stack(maps, dim=1)


# --8<-- [end:additive]


# --8<-- [start:luong]
class Luong(Base):
    """Luong, "general": all scores at once, after the recurrent layer has run."""

    def __init__(self, h: int, d: int = 32) -> None:
        super().__init__(h, d)
        self.w = nn.Linear(h, h, bias=False)
        self.decoder = nn.GRU(d, h, batch_first=True)
        self.combine = nn.Linear(2 * h, h)
        self.out = nn.Linear(h, len(task.TARGET))

    def decode(self, y: Tensor, memory: tuple) -> tuple[Tensor, Tensor, Tensor]:
        """Logits (N, T, V), last state (N, h) and weights (N, T, S)."""
        states, s, padded = memory
        queries, last = self.decoder(self.target(y), s[None].contiguous())
        e = self.w(queries) @ states.transpose(1, 2)  # (N, T, S)
        a = e.masked_fill(padded[:, None], -math.inf).softmax(dim=-1)
        both = torch.cat([a @ states, queries], dim=-1)  # (N, T, 2h)
        return self.out(torch.tanh(self.combine(both))), last[0], a


# --8<-- [end:luong]

if __name__ == "__main__":
    for kind in (Additive, Luong):
        size = sum(p.numel() for p in kind(32).parameters())
        print(f"{kind.__name__}: {size:,} parameters")
