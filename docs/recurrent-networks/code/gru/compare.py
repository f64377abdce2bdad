"""GRU against LSTM over ten seeds: one task asks to keep, the other one to count.

All seeds train at once: parameters carry a leading axis S, one slice for each seed.
"""

import os
from collections.abc import Callable

import numpy as np
import torch
from torch import Tensor

torch.set_num_threads(1)
torch.set_default_dtype(torch.float64)

SEEDS, BATCH, NEVER = 10, 32, 10**6
KEEP_LIMIT = 150
BLOCKS = {"RNN": 1, "GRU": 3, "LSTM": 4}
NUDGE = float(os.environ.get("NUDGE", "0"))  # to test that the figures are stable
Task = Callable[[np.random.Generator, int, int], tuple[Tensor, Tensor]]


# --8<-- [start:tasks]
def keep_batch(rng: np.random.Generator, seeds: int, steps: int) -> tuple:
    """A bit at each step; the label is the one flagged among the first five."""
    x = rng.choice([-1.0, 1.0], size=(steps, seeds, BATCH))
    s, n = np.indices((seeds, BATCH))
    at, flag = rng.integers(0, 5, size=(seeds, BATCH)), np.zeros_like(x)
    flag[at, s, n] = 1.0
    label = (x[at, s, n] > 0).astype(float)[None]  # (1, S, N)
    return torch.from_numpy(np.stack([x, flag], axis=-1)), torch.from_numpy(label)


def count_batch(rng: np.random.Generator, seeds: int, steps: int) -> tuple:
    """Steps of +1 or -1; at every step: have there been more +1 than -1 so far?"""
    x = rng.choice([-1.0, 1.0], size=(steps, seeds, BATCH))
    label = (np.cumsum(x, axis=0) > 0).astype(float)  # (T, S, N)
    return torch.from_numpy(x[..., None]), torch.from_numpy(label)


# --8<-- [end:tasks]


def new_parameters(cell: str, d: int, h: int, bias: float) -> list[Tensor]:
    """w_x, w_h, b and a readout, uniform as in PyTorch; `bias` opens the keep gate."""
    rng, r, wide = np.random.default_rng(0), h**-0.5, BLOCKS[cell] * h
    shapes = ((SEEDS, d, wide), (SEEDS, h, wide), (SEEDS, 1, wide))
    params = [
        rng.uniform(-r, r, size=s) for s in (*shapes, (SEEDS, h, 1), (SEEDS, 1, 1))
    ]
    if cell != "RNN":
        params[2][..., h : 2 * h] = bias  # update gate (GRU), forget gate (LSTM)
    params[1] *= 1.0 + NUDGE
    return [torch.tensor(p, requires_grad=True) for p in params]


def run(cell: str, x: Tensor, params: list[Tensor]) -> Tensor:
    """Hidden states (T, S, N, h)."""
    w_x, w_h, b = params[:3]
    k = w_h.shape[1]
    h = c = torch.zeros(w_x.shape[0], x.shape[2], k)
    hs = []
    for z_x in x @ w_x + b:
        if cell == "RNN":
            h = torch.tanh(z_x + h @ w_h)
        elif cell == "GRU":  # blocks r, u, g; the paper's form
            ru = torch.sigmoid(z_x[..., : 2 * k] + h @ w_h[..., : 2 * k])
            from_h = (ru[..., :k] * h) @ w_h[..., 2 * k :]
            g = torch.tanh(z_x[..., 2 * k :] + from_h)
            h = g + ru[..., k:] * (h - g)
        else:  # blocks i, f, o, g
            z = z_x + h @ w_h
            ifo, g = torch.sigmoid(z[..., : 3 * k]), torch.tanh(z[..., 3 * k :])
            c = ifo[..., k : 2 * k] * c + ifo[..., :k] * g
            h = ifo[..., 2 * k :] * torch.tanh(c)
        hs.append(h)
    return torch.stack(hs)


def logits(cell: str, x: Tensor, params: list[Tensor], steps: int) -> Tensor:
    """Readout of the last `steps` states, (steps, S, N)."""
    return (run(cell, x, params)[-steps:] @ params[3] + params[4])[..., 0]


def train(
    cell: str, h: int, bias: float, task: Task, updates: int, steps: int = 20
) -> tuple[np.ndarray, list[Tensor]]:
    """Adam, clipped at norm 1; update at which each seed passed 99%, parameters."""
    rng = np.random.default_rng(1)
    x, y = task(rng, SEEDS, steps)
    params = new_parameters(cell, x.shape[-1], h, bias)
    optimizer = torch.optim.Adam(params, lr=0.02)
    hits, solved = np.zeros(SEEDS), np.full(SEEDS, NEVER)
    for update in range(1, updates + 1):
        out = logits(cell, x, params, len(y))
        loss = torch.nn.functional.binary_cross_entropy_with_logits(
            out, y, reduction="none"
        )
        optimizer.zero_grad()
        loss.mean(dim=(0, 2)).sum().backward()
        norm = sum((p.grad**2).sum(dim=(1, 2)) for p in params).sqrt()  # (S,)
        for p in params:
            p.grad *= (1.0 / norm).clamp(max=1.0)[:, None, None]
        optimizer.step()
        right = ((out > 0) == (y > 0)).double().mean(dim=(0, 2)).numpy()
        hits = 0.9 * hits + 0.1 * right
        solved[(hits > 0.99) & (solved == NEVER)] = update
        if solved.max() < NEVER:
            break
        x, y = task(rng, SEEDS, steps)
    return solved, [p.detach() for p in params]


KEEP = (  # cell, units, bias of the gate that keeps
    ("RNN", 15, 0.0),
    ("GRU", 8, 0.0),
    ("LSTM", 7, 0.0),
    ("GRU", 8, 1.0),
    ("LSTM", 7, 1.0),
    ("GRU", 8, 3.0),
    ("LSTM", 7, 3.0),
)
COUNT = (("GRU", 5, 3.0), ("LSTM", 4, 3.0))


def size(cell: str, d: int, h: int) -> int:
    """Parameters of the recurrent layer, one bias in each block."""
    return BLOCKS[cell] * (d * h + h * h + h)


def coarse(solved: np.ndarray) -> str:
    """Update by which half of the seeds were done, to the nearest ten."""
    half = np.sort(solved)[SEEDS // 2 - 1]
    return "over the limit" if half == NEVER else f"about {round(half, -1):.0f}"


def window_baseline(steps: int = 300, width: int = 20) -> float:
    """Accuracy at steps 201 to 300 of the sign of the sum of the last 20 inputs."""
    x, y = count_batch(np.random.default_rng(99), 100, steps)
    total = torch.cumsum(x[..., 0], dim=0)
    recent = total[200:] - total[200 - width : -width]
    return float(((recent > 0) == (y[200:] > 0)).double().mean())


def long_counts(cell: str, params: list[Tensor], steps: int = 300) -> np.ndarray:
    """Accuracy at every step (S, T) of sequences longer than in training."""
    rng = np.random.default_rng(99)
    batches = [count_batch(rng, SEEDS, steps) for _ in range(10)]
    right = [(logits(cell, x, params, steps) > 0) == (y > 0) for x, y in batches]
    return torch.cat(right, dim=2).double().mean(dim=2).numpy().T


def main() -> None:
    """Print how many of ten seeds solve each task, and after how many updates."""
    print(f"keep a bit for 20 steps, at most {KEEP_LIMIT} updates")
    for cell, h, bias in KEEP:
        solved, _ = train(cell, h, bias, keep_batch, KEEP_LIMIT)
        wins = int((solved < NEVER).sum())
        print(
            f"{cell:<4} {h:>2} units {size(cell, 2, h)} parameters, bias {bias:.0f}: "
            f"{wins:>2} of 10, half by {coarse(solved)}"
        )
    print("count 20 steps, at most 400 updates")
    for cell, h, bias in COUNT:
        solved, params = train(cell, h, bias, count_batch, 400)
        wins = int((solved < NEVER).sum())
        far = long_counts(cell, params)[:, 200:].mean(axis=1)
        print(
            f"{cell:<4} {h:>2} units {size(cell, 1, h)} parameters: {wins} of 10, "
            f"half by {coarse(solved)}, steps 201-300: mean {far.mean():.2f}, "
            f"seeds {far.min():.2f} to {far.max():.2f}"
        )
    print(f"sum of the last 20 inputs, steps 201-300: {window_baseline():.2f}")


if __name__ == "__main__":
    main()
