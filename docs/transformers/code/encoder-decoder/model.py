"""An encoder-decoder of two GRUs, joined by nothing but one vector."""

from __future__ import annotations

import task
import torch
from torch import Tensor, nn


# --8<-- [start:model]
class EncoderDecoder(nn.Module):
    """The last real state of the encoder starts the decoder."""

    def __init__(self, h: int, d: int = 32) -> None:
        super().__init__()
        self.source = nn.Embedding(len(task.SOURCE), d, padding_idx=task.PAD)
        self.target = nn.Embedding(len(task.TARGET), d, padding_idx=task.PAD)
        self.encoder = nn.GRU(d, h, batch_first=True)
        self.decoder = nn.GRU(d, h, batch_first=True)
        self.out = nn.Linear(h, len(task.TARGET))

    def encode(self, x: Tensor) -> Tensor:
        """Context (1, N, h) of the source x (N, S): the state at its end token."""
        states, _ = self.encoder(self.source(x))  # (N, S, h)
        last = (x != task.PAD).sum(dim=1) - 1  # (N,)
        return states[torch.arange(len(x)), last][None]

    def forward(self, x: Tensor, y: Tensor) -> Tensor:
        """Logits (N, T, V) after each token of y (N, T): teacher forcing."""
        states, _ = self.decoder(self.target(y), self.encode(x))  # (N, T, h)
        return self.out(states)

    def write(self, x: Tensor, steps: int) -> Tensor:
        """Greedy search: every step reads the token that the last one wrote."""
        state, token = self.encode(x), torch.full((len(x), 1), task.START)
        tokens = []
        for _ in range(steps):
            states, state = self.decoder(self.target(token), state)
            token = self.out(states).argmax(dim=-1)  # (N, 1)
            tokens.append(token)
        return torch.cat(tokens, dim=1)  # (N, steps); cut each row at its </s>


# --8<-- [end:model]

if __name__ == "__main__":
    for width in (32, 96):
        size = sum(p.numel() for p in EncoderDecoder(width).parameters())
        print(f"h = {width}: {size:,} parameters")
