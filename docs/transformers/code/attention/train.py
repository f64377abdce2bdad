"""Train Luong attention on the task, measure it by length, and print one map."""

from __future__ import annotations

import numpy as np
import task
import torch
import torch.nn.functional as F
from model import Luong
from torch import nn

GROUPS = (1, 2, 3, 4, 5, 6, 7, 8)  # training draws 1 to 6; 7 and 8 are longer
EXAMPLE = (["four", "and", "twenty", "double", "seven", "thirty"], "247730")
UPDATES, SEEDS = 600, (0, 1, 2)


# --8<-- [start:train]
def fit(model: nn.Module, seed: int, rate: float) -> list[float]:
    """Teacher forcing on random batches; the mean loss of every 50 updates."""
    pairs = task.sample(20_000, seed=100 + seed)
    rng = np.random.default_rng(seed)
    optimizer = torch.optim.Adam(model.parameters(), lr=rate)
    losses = []
    for step in range(UPDATES):
        warm, fall = (step + 1) / 100, 2 - 2 * step / UPDATES
        optimizer.param_groups[0]["lr"] = rate * min(1.0, warm, fall)
        rows = rng.integers(len(pairs), size=32)
        x, y = map(torch.from_numpy, task.arrays([pairs[i] for i in rows]))
        logits = model(x, y[:, :-1])  # reads <s> y1 .. yT, predicts y1 .. yT </s>
        loss = F.cross_entropy(
            logits.flatten(0, 1), y[:, 1:].flatten(), ignore_index=task.PAD
        )
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
    return np.array(losses).reshape(-1, 50).mean(axis=1).tolist()


# --8<-- [end:train]


@torch.no_grad()
def exact(model: nn.Module, groups: int) -> float:
    """Share of 200 new numbers written without any mistake, by greedy search."""
    pairs = task.sample(200, seed=9, groups=groups)
    x, _ = task.arrays(pairs)
    rows = model.write(torch.from_numpy(x), 2 * groups + 2).numpy()
    return float(
        np.mean([task.text(r) == d for r, (_, d) in zip(rows, pairs, strict=True)])
    )


def report(name: str, models: list[nn.Module], curves: list[list[float]]) -> None:
    """Loss curve and exact match by number of groups, over the seeds."""
    print(f"{name}: {sum(p.numel() for p in models[0].parameters())} parameters")
    print("loss", " ".join(f"{v:.2f}" for v in np.mean(curves, axis=0)))
    table = 100 * np.array([[exact(m, g) for g in GROUPS] for m in models])
    for label, row in (
        ("mean", table.mean(0)), ("low", table.min(0)), ("high", table.max(0))
    ):  # fmt: skip
        print(label, " ".join(f"{v:.0f}" for v in row))


def attention_map(model: nn.Module) -> None:
    """Weights of one example, in percent: a row for each written token."""
    words, digits = EXAMPLE
    x, y = map(torch.from_numpy, task.arrays([(words, digits)]))
    with torch.no_grad():
        a = model.decode(y[:, :-1], model.encode(x))[2][0]  # (T, S)
    print("map", " ".join(words), "</s>")
    for token, row in zip([*digits, "</s>"], a.numpy(), strict=True):
        print(token, " ".join(f"{100 * v:.0f}" for v in row))


def run(name: str, kind: type[nn.Module], rate: float) -> None:
    """Three seeds of one kind of attention, then the map of the first."""
    torch.set_num_threads(1)
    torch.set_default_dtype(torch.float64)
    models, curves = [], []
    for seed in SEEDS:
        torch.manual_seed(seed)
        models.append(kind(32))
        curves.append(fit(models[-1], seed, rate))
    report(name, models, curves)
    attention_map(models[0])


if __name__ == "__main__":
    run("general", Luong, rate=0.005)
