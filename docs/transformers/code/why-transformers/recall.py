"""Recall a marked bit over growing distances: tanh RNN, GRU and self-attention."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import nn

torch.set_num_threads(1)
torch.set_default_dtype(torch.float64)  # so that digits survive other CPUs
WIDTH, BATCH, UPDATES, SEEDS = 16, 32, 120, 3
LENGTHS = (5, 10, 20, 40)


# --8<-- [start:task]
def batch(n: int, t: int, g: torch.Generator) -> tuple[torch.Tensor, torch.Tensor]:
    """Inputs (n, T, 2): a bit and a flag; the flag marks one of the first 5."""
    x = torch.zeros(n, t, 2)
    x[..., 0] = torch.randint(0, 2, (n, t), generator=g) * 2 - 1
    at, row = torch.randint(0, 5, (n,), generator=g), torch.arange(n)
    x[row, at, 1] = 1.0
    return x, (x[row, at, 0] > 0).double()  # the marked bit, asked after step T


# --8<-- [end:task]


# --8<-- [start:models]
class Recurrent(nn.Module):
    """Reads step by step; the answer comes from the last state."""

    def __init__(self, kind: type[nn.RNNBase]) -> None:
        super().__init__()
        self.layer = kind(2, WIDTH, batch_first=True)
        self.head = nn.Linear(WIDTH, 1)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.head(self.layer(x)[0][:, -1]).squeeze(-1)


class Attention(nn.Module):
    """One self-attention layer; the answer comes from its last row."""

    def __init__(self) -> None:
        super().__init__()
        self.embed = nn.Linear(2, WIDTH)
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.head = nn.Linear(WIDTH, 1)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        q, k, v = self.qkv(self.embed(x)).chunk(3, dim=-1)  # (N, T, WIDTH) each
        y = F.scaled_dot_product_attention(q, k, v)  # every row, in one step
        return self.head(y[:, -1]).squeeze(-1)


# --8<-- [end:models]

MODELS = {
    "tanh RNN": lambda: Recurrent(nn.RNN),
    "GRU": lambda: Recurrent(nn.GRU),
    "attention": Attention,
}


def train(name: str, t: int, seed: int) -> float:
    """Accuracy in percent on 1,000 new sequences of the same length."""
    torch.manual_seed(seed)
    model, g = MODELS[name](), torch.Generator().manual_seed(seed)
    optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
    for _ in range(UPDATES):
        x, y = batch(BATCH, t, g)
        loss = F.binary_cross_entropy_with_logits(model(x), y)
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
    with torch.no_grad():
        x, y = batch(1000, t, torch.Generator().manual_seed(99))
        return 100 * ((model(x) > 0) == (y > 0)).double().mean().item()


def main() -> None:
    """Print mean, worst and best of the seeds for every model and length."""
    print(f"accuracy in %: mean (worst-best) of {SEEDS} seeds; guessing gives 50")
    print(f"{'length':<10}" + "".join(f"{t:>14}" for t in LENGTHS))
    for name in MODELS:
        line = f"{name:<10}"
        for t in LENGTHS:
            runs = [train(name, t, seed) for seed in range(SEEDS)]
            text = f"{sum(runs) / SEEDS:.0f} ({min(runs):.0f}-{max(runs):.0f})"
            line += f"{text:>14}"
        print(line, flush=True)


if __name__ == "__main__":
    main()
