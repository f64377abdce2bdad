"""Exercise 3: name the first token, without and with positions."""

from __future__ import annotations

import numpy as np
import torch
import torch.nn.functional as F
from library import SelfAttention
from torch import nn

VOCABULARY, T, D = 8, 6, 16


class FirstToken(nn.Module):
    """Embed, attend, average over the tokens, classify."""

    def __init__(self, positions: bool) -> None:
        super().__init__()
        self.embed = nn.Embedding(VOCABULARY, D)
        self.position = nn.Parameter(torch.zeros(T, D), requires_grad=positions)
        if positions:
            nn.init.normal_(self.position)
        self.attend = SelfAttention(D, h=4)
        self.classify = nn.Linear(D, VOCABULARY)

    def forward(self, tokens: torch.Tensor) -> torch.Tensor:
        x = self.embed(tokens) + self.position  # (N, T, D)
        return self.classify((x + self.attend(x)).mean(dim=1))  # (N, VOCABULARY)


def accuracy(model: nn.Module, steps: int = 300) -> float:
    """Train on random sequences, test on 4,000 new ones."""
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-2)
    for _ in range(steps):
        tokens = torch.randint(VOCABULARY, (64, T))
        loss = F.cross_entropy(model(tokens), tokens[:, 0])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    tokens = torch.randint(VOCABULARY, (4000, T))
    with torch.no_grad():
        return (model(tokens).argmax(dim=1) == tokens[:, 0]).float().mean().item()


def ceiling(size: int) -> float:
    """Best accuracy from a bag of tokens: guess its most frequent member."""
    rng = np.random.default_rng(0)
    bags = rng.integers(VOCABULARY, size=(50_000, size))
    counts = (bags[:, :, None] == np.arange(VOCABULARY)).sum(axis=1)
    return float(counts.max(axis=1).mean() / size)


def main() -> None:
    """Train both models and compare with the ceiling of any order-blind model."""
    torch.set_num_threads(1)  # small tensors: threads only wait for each other
    torch.manual_seed(0)
    blind = accuracy(FirstToken(positions=False))
    torch.manual_seed(0)
    ordered = accuracy(FirstToken(positions=True))
    best = ceiling(T)
    print(f"ceiling for a model that cannot see order: {best:.2f}")
    print(f"without positions: at the ceiling, within 0.05: {abs(blind - best) < 0.05}")
    print(f"with positions: above 0.99: {ordered > 0.99}")
    assert abs(blind - best) < 0.05
    assert ordered > 0.99


if __name__ == "__main__":
    main()
