"""An ablation over seeds: a tiny causal transformer with one part removed."""

from __future__ import annotations

import numpy as np
import torch
from scratch import rate
from torch import nn

LETTERS, WORD, T = 8, 4, 16  # a random word of 4 letters, 4 times over
D, BATCH, STEPS, SEEDS, PEAK = 32, 32, 150, 3, 0.01


class TinyGPT(nn.Module):
    """One pre-norm block over letters."""

    def __init__(self, positions: bool, attention: bool) -> None:
        super().__init__()
        self.tokens = nn.Embedding(LETTERS, D)
        self.places = nn.Parameter(0.02 * torch.randn(T - 1, D))
        self.qkv, self.out = nn.Linear(D, 3 * D), nn.Linear(D, D)
        self.mlp = nn.Sequential(nn.Linear(D, 2 * D), nn.GELU(), nn.Linear(2 * D, D))
        self.norms = nn.ModuleList(nn.LayerNorm(D) for _ in range(3))
        self.head = nn.Linear(D, LETTERS)
        self.positions, self.attention = positions, attention

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Ids (N, T - 1) to logits (N, T - 1, LETTERS)."""
        h = self.tokens(x) + (self.places if self.positions else 0)  # (N, T - 1, D)
        if self.attention:
            q, k, v = self.qkv(self.norms[0](h)).chunk(3, dim=-1)
            mix = nn.functional.scaled_dot_product_attention(q, k, v, is_causal=True)
            h = h + self.out(mix)
        h = h + self.mlp(self.norms[1](h))
        return self.head(self.norms[2](h))


def batch(rng: np.random.Generator, n: int) -> torch.Tensor:
    """Rows such as `fbhc fbhc fbhc fbhc` without the spaces, (n, T)."""
    words = rng.integers(0, LETTERS, (n, WORD))
    return torch.from_numpy(np.tile(words, T // WORD))


# --8<-- [start:run]
VARIANTS: dict[str, dict[str, float | bool]] = {
    "everything": {},
    "no weight decay": {"decay": 0.0},
    "constant rate": {"constant": True},
    "no positions": {"positions": False},
    "no attention": {"attention": False},
}


def run(
    seed: int,
    decay: float = 0.1,
    constant: bool = False,
    positions: bool = True,
    attention: bool = True,
) -> float:
    """Train one model; return its loss on new words, in nats per letter."""
    torch.manual_seed(seed)
    model = TinyGPT(positions, attention)
    optimizer = torch.optim.AdamW(model.parameters(), weight_decay=decay)
    rng = np.random.default_rng(seed)  # the same data for every variant
    for step in range(STEPS + 1):
        rows = batch(rng, BATCH if step < STEPS else 1000)  # the last: test
        logits = model(rows[:, :-1])
        loss = nn.functional.cross_entropy(logits.flatten(0, 1), rows[:, 1:].flatten())
        if step < STEPS:
            eta = PEAK if constant else rate(step, PEAK, STEPS // 10, STEPS)
            optimizer.param_groups[0]["lr"] = eta
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
    return loss.item()


# --8<-- [end:run]

if __name__ == "__main__":
    torch.set_num_threads(1)
    print(f"naive: all letters equally likely  {np.log(LETTERS):.2f}")
    floor = (WORD - 1) / (T - 1) * np.log(LETTERS)
    print(f"best possible: first word unknown  {floor:.2f}")
    scores = {
        name: [run(s, **change) for s in range(SEEDS)]  # type: ignore[arg-type]
        for name, change in VARIANTS.items()
    }
    full = np.array(scores["everything"])
    print("variant          mean  lowest to highest  difference, seed by seed")
    for name, values in scores.items():
        gaps = " ".join(f"{round(v, 2) + 0:+.2f}" for v in np.array(values) - full)
        print(
            f"{name:15}  {np.mean(values):.2f}  {min(values):.2f} to "
            f"{max(values):.2f}       {gaps}"
        )
