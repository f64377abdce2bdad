"""Train the plain encoder-decoder, measure it by length, and compare ways to write."""

from __future__ import annotations

import numpy as np
import task
import torch
import torch.nn.functional as F
from model import EncoderDecoder
from torch import Tensor, nn

GROUPS = (1, 2, 3, 4, 5, 6, 7, 8)  # training draws 1 to 6; 7 and 8 are longer
UPDATES, SEEDS = 600, (0, 1, 2)


# --8<-- [start:train]
def fit(model: nn.Module, seed: int, rate: float = 0.01) -> list[float]:
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


@torch.no_grad()
def places(model: nn.Module) -> tuple[np.ndarray, np.ndarray]:
    """Share of right digits at places 1 to 6 of six: with a teacher, and alone."""
    pairs = [p for p in task.sample(4000, seed=10, groups=4) if len(p[1]) == 6]
    x, y = map(torch.from_numpy, task.arrays(pairs))
    taught = model(x, y[:, :-1]).argmax(dim=-1)[:, :6]
    alone = model.write(x, 6)
    right = y[:, 1:7]
    return (taught == right).double().mean(0).numpy(), (alone == right).double().mean(
        0
    ).numpy()


# --8<-- [start:beam]
@torch.no_grad()
def beam(model: EncoderDecoder, x: Tensor, width: int, steps: int) -> str:
    """Beam search for one source x (1, S); finished beginnings are set aside."""
    state = model.encode(x)  # (1, 1, h)
    tokens, scores = torch.full((1, 1), task.START), torch.zeros(1)
    done: list[tuple[float, str]] = []
    for _ in range(steps):
        states, state = model.decoder(model.target(tokens[:, -1:]), state)
        log_p = torch.log_softmax(model.out(states[:, 0]), dim=-1)  # (B, V)
        total = (scores[:, None] + log_p).flatten()  # every beginning, every token
        scores, best = total.topk(width)
        parent, token = best // log_p.shape[1], best % log_p.shape[1]
        tokens = torch.cat([tokens[parent], token[:, None]], dim=1)
        state = state[:, parent]  # each survivor takes the state of its parent
        for i in torch.nonzero(token == task.END)[:, 0]:
            done.append((scores[i].item(), task.text(tokens[i, 1:].numpy())))
        scores = scores.masked_fill(token == task.END, -torch.inf)
    return max(done)[1] if done else ""


# --8<-- [end:beam]


def searches(models: list[EncoderDecoder], width: int) -> list[float]:
    """Exact match in percent on 100 numbers of 4 groups, one value per model."""
    pairs = task.sample(100, seed=11, groups=4)
    hits = []
    for model in models:
        rows = (torch.from_numpy(task.arrays([p])[0]) for p in pairs)
        found = [beam(model, x, width, 10) for x in rows]
        hits.append(np.mean([f == d for f, (_, d) in zip(found, pairs, strict=True)]))
    return [100 * float(v) for v in hits]


def main() -> None:
    """Two widths, three seeds each; the wide one is then looked at more closely."""
    torch.set_num_threads(1)
    torch.set_default_dtype(torch.float64)
    for width in (32, 96):
        models, curves = [], []
        for seed in SEEDS:
            torch.manual_seed(seed)
            models.append(EncoderDecoder(width))
            curves.append(fit(models[-1], seed))
        report(f"h = {width}", models, curves)
    taught, alone = np.mean([places(m) for m in models], axis=0)
    print("places, teacher", " ".join(f"{100 * v:.0f}" for v in taught))
    print("places, alone", " ".join(f"{100 * v:.0f}" for v in alone))
    for beams in (1, 4):
        hits = searches(models, beams)
        print(f"beam {beams}:", " ".join(f"{v:.0f}" for v in hits), "percent exact")


if __name__ == "__main__":
    main()
