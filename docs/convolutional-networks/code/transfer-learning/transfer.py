"""Pre-train on digits 0 to 5, transfer to few labels of 6 to 9."""

from __future__ import annotations

import copy

import numpy as np
import torch
import torch.nn.functional as F
from sklearn.datasets import load_digits
from torch import Tensor, nn

SIDE, SEEDS, STEPS = 12, 3, 50
DIGITS = load_digits()
INK, NAMES = DIGITS.data.reshape(-1, 8, 8) / 16, DIGITS.target


# --8<-- [start:data]
def place(
    index: np.ndarray, rng: np.random.Generator, contrast: np.ndarray | None = None
) -> Tensor:
    """Each digit somewhere on a noisy 12 by 12 canvas: (n, 1, 12, 12)."""
    x = rng.normal(0, 0.1, (len(index), 1, SIDE, SIDE))
    c = rng.uniform(0.4, 1, len(index)) if contrast is None else contrast
    for k, i in enumerate(index):
        row, col = rng.integers(0, SIDE - 7, 2)
        x[k, 0, row : row + 8, col : col + 8] += INK[i] * c[k]
    return torch.tensor(x)


# --8<-- [end:data]


# --8<-- [start:model]
class Net(nn.Module):
    """Three stages of convolution, batch norm, ReLU; mean over places; a head."""

    def __init__(self, classes: int) -> None:
        super().__init__()
        sizes = [(1, 8, 1), (8, 16, 2), (16, 32, 2)]  # channels in, out, stride
        self.stages = nn.Sequential(
            *(
                nn.Sequential(
                    nn.Conv2d(a, b, 3, s, 1, bias=False), nn.BatchNorm2d(b), nn.ReLU()
                )
                for a, b, s in sizes
            )
        )
        self.head = nn.Linear(32, classes)
        self.double()

    def features(self, x: Tensor) -> Tensor:
        """Images (N, 1, 12, 12) to features (N, 32)."""
        return self.stages(x).mean((2, 3))

    def forward(self, x: Tensor) -> Tensor:
        """Images (N, 1, 12, 12) to logits (N, classes)."""
        return self.head(self.features(x))


def with_new_head(net: Net, classes: int = 4) -> Net:
    """A copy of a pre-trained network with a fresh, random head."""
    net = copy.deepcopy(net)
    net.head = nn.Linear(32, classes).double()
    return net


# --8<-- [end:model]


# --8<-- [start:rates]
def groups(net: Net, rates: list[float], head: float) -> list[dict]:
    """Parameter groups: one rate for each stage; a rate of 0 freezes it."""
    result = [{"params": list(net.head.parameters()), "lr": head}]
    for stage, rate in zip(net.stages, rates, strict=True):
        for p in stage.parameters():
            p.requires_grad_(rate > 0)
        if rate > 0:
            result.append({"params": list(stage.parameters()), "lr": rate})
    return result


def fit(net: Net, x: Tensor, y: Tensor, rates: list[float], head: float,
        steps: int = STEPS, batch: int = 16) -> Net:  # fmt: skip
    """Adam, all rates decaying linearly to zero."""
    optimizer = torch.optim.Adam(groups(net, rates, head))
    decay = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda s: 1 - s / steps)
    net.train()
    for stage, rate in zip(net.stages, rates, strict=True):
        if rate == 0:
            stage.eval()  # frozen: batch norm keeps its old statistics too
    extract = not any(rates)
    if extract:
        with torch.no_grad():
            x = net.features(x)  # all stages frozen: run them once and store
    for _ in range(steps):
        b = torch.randint(len(x), (min(batch, len(x)),))
        logits = net.head(x[b]) if extract else net(x[b])
        loss = F.cross_entropy(logits, y[b])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        decay.step()
    return net.eval()


# --8<-- [end:rates]


def accuracy(net: Net, x: Tensor, y: Tensor) -> float:
    """Share of right answers."""
    with torch.no_grad():
        return (net(x).argmax(1) == y).double().mean().item()


def pretrain(x: Tensor, y: Tensor, seed: int) -> Net:
    """A network for six classes of which there are thousands of images."""
    torch.manual_seed(seed)
    return fit(Net(6), x, y, [1.5e-2] * 3, 1.5e-2, steps=150, batch=48)


FULL = [8e-3] * 3
# name, pre-trained on, rates of the three stages, rate of the head, steps
PLANS = [
    ("from scratch, 2x steps", "", FULL, 8e-3, 2 * STEPS),
    ("frozen, new head", "shapes", [0.0] * 3, 4e-2, STEPS),
    ("all at one rate", "shapes", FULL, 8e-3, STEPS),
    ("all at 1/10", "shapes", [8e-4] * 3, 8e-3, STEPS),
    ("discriminative", "shapes", [8e-5, 8e-4, 8e-3], 8e-3, STEPS),
    ("all at 10 times", "shapes", [8e-2] * 3, 8e-3, STEPS),
    ("wrong task, frozen", "contrast", [0.0] * 3, 4e-2, STEPS),
    ("wrong task, all at 1/10", "contrast", [8e-4] * 3, 8e-3, STEPS),
]


def drift(net: Net, x_old: Tensor, y_old: Tensor, x_new: Tensor) -> list[float]:
    """Old accuracy of a network with frozen weights: in eval mode, in train mode."""
    result = [accuracy(net, x_old, y_old)]
    moved = copy.deepcopy(net).train()
    with torch.no_grad():  # no gradient, no optimizer: no weight can change
        for _ in range(30):
            moved(x_new[torch.randint(len(x_new), (32,))])
    result.append(accuracy(moved.eval(), x_old, y_old))
    assert all(torch.equal(a, b) for a, b in zip(net.parameters(), moved.parameters(),
                                                 strict=True))  # fmt: skip
    return result


def main() -> None:
    """Pre-train two networks, transfer them, and print accuracies."""
    torch.set_num_threads(1)
    torch.set_default_dtype(torch.float64)
    rng = np.random.default_rng(0)
    old, new = np.flatnonzero(NAMES < 6), np.flatnonzero(NAMES >= 6)
    old, new = rng.permutation(old), rng.permutation(new)
    chosen = rng.choice(old[:800], 3000)
    contrast = rng.uniform(0.4, 1, 3000)
    x, y = place(chosen, rng, contrast), torch.tensor(NAMES[chosen])
    dark = torch.tensor(((contrast - 0.4) / 0.1).astype(int).clip(0, 5))
    x_old, y_old = place(old[800:], rng), torch.tensor(NAMES[old[800:]])
    pool, rest = new[:350], new[350:]
    x_test, y_test = place(rest, rng), torch.tensor(NAMES[rest] - 6)
    nets = {"shapes": pretrain(x, y, 0), "contrast": pretrain(x, dark, 1)}
    print(f"old task, new images: {accuracy(nets['shapes'], x_old, y_old):.2f}")
    print(f"{'labels for each class':<24}    5                   40")
    rows: dict[str, dict[int, list[float]]] = {}
    for n in (5, 40):
        for seed in range(SEEDS):
            draw = np.random.default_rng(100 + seed)
            parts = [
                draw.choice(pool[NAMES[pool] == c], n, False) for c in range(6, 10)
            ]
            index = np.concatenate(parts)
            few, names = place(index, draw), torch.tensor(NAMES[index] - 6)
            for name, source, rates, head, steps in PLANS:
                torch.manual_seed(seed)
                net = with_new_head(nets[source]) if source else Net(4)
                fit(net, few, names, rates, head, steps)
                values = rows.setdefault(name, {}).setdefault(n, [])
                values.append(accuracy(net, x_test, y_test))
    for name, by_n in rows.items():
        cells = [
            f"{np.mean(v):.2f} ({min(v):.2f} to {max(v):.2f})" for v in by_n.values()
        ]
        print(f"{name:<24}{'  '.join(cells)}")
    inverted = 1 - x_test
    before, after = drift(nets["shapes"], x_old, y_old, inverted)
    print(f"old task, frozen weights: eval mode {before:.2f}, train mode {after:.2f}")


if __name__ == "__main__":
    main()
