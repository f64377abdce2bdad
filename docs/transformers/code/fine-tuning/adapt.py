"""Pre-train a tiny transformer, adapt it in several ways, measure what it forgets.

Tokens are the 8 rows of an 8 x 8 digit. Old task: which of ten digits, many labels.
New task: does the digit have a closed loop (0, 6, 8, 9)? Only 20 labels.
"""

from __future__ import annotations

import copy

import numpy as np
import torch
from sklearn.datasets import load_digits
from torch import nn

D, HEADS, SEEDS, OLD_STEPS, NEW_STEPS = 32, 4, 3, 200, 80
cross_entropy = nn.functional.cross_entropy


class Block(nn.Module):
    """Pre-norm transformer block whose projections LoRA can wrap."""

    def __init__(self) -> None:
        super().__init__()
        self.q, self.k, self.v, self.o = (nn.Linear(D, D) for _ in range(4))
        self.up, self.down = nn.Linear(D, 2 * D), nn.Linear(2 * D, D)
        self.norm1, self.norm2 = nn.LayerNorm(D), nn.LayerNorm(D)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(N, T, D) to (N, T, D)."""
        h = self.norm1(x)
        q, k, v = (
            p(h).unflatten(-1, (HEADS, -1)).transpose(1, 2)
            for p in (self.q, self.k, self.v)
        )
        mix = nn.functional.scaled_dot_product_attention(q, k, v)
        x = x + self.o(mix.transpose(1, 2).flatten(2))
        return x + self.down(nn.functional.gelu(self.up(self.norm2(x))))


class Model(nn.Module):
    """Embedding, two blocks, and one head per task."""

    def __init__(self) -> None:
        super().__init__()
        self.embed = nn.Linear(8, D)
        self.places = nn.Parameter(0.02 * torch.randn(8, D))
        self.blocks = nn.ModuleList([Block(), Block()])
        self.norm = nn.LayerNorm(D)
        self.heads = nn.ModuleList([nn.Linear(D, 10), nn.Linear(D, 2)])

    def forward(self, x: torch.Tensor, task: int) -> torch.Tensor:
        """Images (N, 8, 8) to logits (N, 10) or (N, 2)."""
        h = self.embed(x) + self.places
        for block in self.blocks:
            h = block(h)
        return self.heads[task](self.norm(h).mean(dim=1))


# --8<-- [start:lora]
class LoRA(nn.Module):
    """A frozen linear layer plus a trained product of two narrow matrices."""

    def __init__(self, layer: nn.Linear, r: int = 4, alpha: float = 8.0) -> None:
        super().__init__()
        self.layer, self.scale = layer.requires_grad_(False), alpha / r
        self.a = nn.Parameter(torch.randn(layer.in_features, r))
        self.a.data *= layer.in_features**-0.5
        self.b = nn.Parameter(torch.zeros(r, layer.out_features))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(N, T, d_in) to (N, T, d_out)."""
        return self.layer(x) + self.scale * (x @ self.a) @ self.b


def add_lora(model: Model) -> None:
    """Freeze everything, then wrap queries and values of each block."""
    model.requires_grad_(False)
    for block in model.blocks:
        block.q, block.v = LoRA(block.q), LoRA(block.v)


# --8<-- [end:lora]


# --8<-- [start:groups]
def layer_groups(model: Model, top: float, decay: float) -> list[dict]:
    """Optimizer groups: the head at the top rate, every level below at less."""
    levels = [
        [*model.heads[1].parameters(), *model.norm.parameters()],
        list(model.blocks[1].parameters()),
        list(model.blocks[0].parameters()),
        [*model.embed.parameters(), model.places],
    ]
    return [{"params": p, "lr": top * decay**i} for i, p in enumerate(levels)]


# --8<-- [end:groups]


def fit(
    model: Model, data: tuple, task: int, steps: int, groups: list[dict], seed: int,
    rehearse: tuple | None = None, pull: float = 0.0,
) -> None:  # fmt: skip
    """Train with AdamW; `rehearse` mixes old data in, `pull` punishes distance."""
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    rng = np.random.default_rng(seed)
    trained = [p for g in groups for p in g["params"]]
    start = [p.detach().clone() for p in trained]
    for _ in range(steps):
        rows = torch.from_numpy(rng.integers(0, len(data[1]), 32))
        loss = cross_entropy(model(data[0][rows], task), data[1][rows])
        if rehearse is not None:
            rows = torch.from_numpy(rng.integers(0, len(rehearse[1]), 32))
            loss = loss + cross_entropy(model(rehearse[0][rows], 0), rehearse[1][rows])
        if pull:
            far = sum(
                (p - s).square().sum() for p, s in zip(trained, start, strict=True)
            )
            loss = loss + pull * far
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()


def accuracy(model: Model, data: tuple, task: int) -> float:
    """Share of right answers in percent."""
    with torch.no_grad():
        return 100 * (model(data[0], task).argmax(1) == data[1]).double().mean().item()


def tasks(seed: int) -> dict[str, tuple]:
    """Old and new task, each with training and test data."""
    x, y = load_digits(return_X_y=True)
    order = np.random.default_rng(seed).permutation(len(y))
    x, y = x[order].reshape(-1, 8, 8) / 8 - 1, y[order]
    loop = np.isin(y, (0, 6, 8, 9)).astype(int)
    train = np.arange(1200)
    few = [train[loop[train] == c][:10] for c in (0, 1)]
    rows = {
        "old": (x, y, train), "old few": (x, y, train[:50]),
        "old test": (x, y, np.arange(1200, len(y))),
        "new": (x, loop, np.concatenate(few)),
        "new test": (x, loop, np.arange(1200, len(y))),
    }  # fmt: skip
    return {
        name: (torch.tensor(images[r]), torch.tensor(labels[r]))
        for name, (images, labels, r) in rows.items()
    }


METHODS = (
    "from scratch", "head only", "full", "full, small rate", "layer-wise", "rehearsal",
    "pull to start", "LoRA",
)  # fmt: skip
RATES = {"full, small rate": 0.0003, "head only": 0.03}  # else 0.003


def adapt(method: str, start: Model, data: dict, seed: int) -> tuple[float, float, int]:
    """New accuracy, old accuracy, and number of trained parameters."""
    torch.manual_seed(100 + seed)
    model = Model() if method == "from scratch" else copy.deepcopy(start)
    rate = RATES.get(method, 0.003)
    options: dict = {}
    if method == "LoRA":
        add_lora(model)
    elif method == "head only":
        model.requires_grad_(False)
    elif method == "rehearsal":
        options["rehearse"] = data["old few"]
    elif method == "pull to start":
        options["pull"] = 0.1
    model.heads[1].requires_grad_(True)
    if method != "rehearsal":
        model.heads[0].requires_grad_(False)
    trained = [p for p in model.parameters() if p.requires_grad]
    groups = [{"params": trained, "lr": rate}]
    if method == "layer-wise":
        groups = layer_groups(model, rate, 0.3)
    fit(model, data["new"], 1, NEW_STEPS, groups, seed, **options)
    return (
        accuracy(model, data["new test"], 1),
        accuracy(model, data["old test"], 0),
        sum(p.numel() for p in trained),
    )


def pretrain(seed: int, data: dict) -> Model:
    """The model that everything starts from."""
    torch.manual_seed(seed)
    model = Model()
    fit(model, data["old"], 0, OLD_STEPS,
        [{"params": list(model.parameters()), "lr": 0.003}], seed)  # fmt: skip
    return model


def main() -> None:
    """Train once per seed and method, print means and ranges."""
    torch.set_num_threads(1)
    torch.set_default_dtype(torch.float64)  # the same digits on every processor
    before, results = [], {name: [] for name in METHODS}
    for seed in range(SEEDS):
        data = tasks(seed)
        start = pretrain(seed, data)
        before.append(accuracy(start, data["old test"], 0))
        for name in METHODS:
            results[name].append(adapt(name, start, data, seed))
    print(f"old task before: {min(before):.0f} to {max(before):.0f}%")
    print("method            trained  new task, mean (range)  old task, mean (range)")
    for name, rows in results.items():
        new, old, count = (np.array(c) for c in zip(*rows, strict=True))
        print(
            f"{name:16}  {count[0]:7,d}  {new.mean():3.0f}% ({new.min():.0f} to "
            f"{new.max():.0f})          {old.mean():3.0f}% ({old.min():.0f} to "
            f"{old.max():.0f})"
        )


if __name__ == "__main__":
    main()
