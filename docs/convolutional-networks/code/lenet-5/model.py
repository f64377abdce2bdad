"""LeNet-5 as published, and the version that libraries call LeNet today."""

import numpy as np
import torch
from scratch import TABLE
from sklearn.datasets import load_digits
from summary import Row, summary, table
from torch import Tensor, nn


# --8<-- [start:original]
class Subsample(nn.Sequential):
    """Sum of each 2 x 2 window, times a trained weight, plus a trained bias."""

    def __init__(self, channels: int) -> None:
        super().__init__(
            nn.AvgPool2d(2, divisor_override=1),  # divided by 1: the sum
            nn.Conv2d(channels, channels, 1, groups=channels),
        )


class PartialConv(nn.ModuleList):
    """One small convolution for each output map, over the maps it reads."""

    def forward(self, X: Tensor) -> Tensor:
        six = X.split(1, dim=1)  # six maps, (N, 1, 14, 14) each
        reads = [torch.cat([six[m] for m in maps], dim=1) for maps in TABLE]
        return torch.cat([conv(R) for conv, R in zip(self, reads, strict=True)], dim=1)


class Squash(nn.Module):
    """The scaled hyperbolic tangent of the paper."""

    def forward(self, Z: Tensor) -> Tensor:
        return 1.7159 * torch.tanh(2 / 3 * Z)


class LeNet5(nn.Module):
    """LeNet-5 of 1998; the outputs are distances, the smallest wins."""

    def __init__(self, codes: Tensor) -> None:
        super().__init__()
        self.C1 = nn.Conv2d(1, 6, 5)
        self.S2 = Subsample(6)
        self.C3 = PartialConv([nn.Conv2d(len(maps), 1, 5) for maps in TABLE])
        self.S4 = Subsample(16)
        self.C5 = nn.Conv2d(16, 120, 5)
        self.F6 = nn.Linear(120, 84)
        self.squash = Squash()
        self.register_buffer("codes", codes)  # (10, 84), fixed

    def forward(self, X: Tensor) -> Tensor:
        for layer in (self.C1, self.S2, self.C3, self.S4, self.C5):
            X = self.squash(layer(X))
        X = self.squash(self.F6(X.flatten(1)))  # (N, 84)
        return ((X[:, None] - self.codes) ** 2).sum(2)  # (N, 10)


# --8<-- [end:original]


# --8<-- [start:modern]
def modern(padding: int = 0) -> nn.Sequential:
    """LeNet with today's parts, for 32 x 32, or 28 x 28 with padding 2."""
    return nn.Sequential(
        nn.Conv2d(1, 6, 5, padding=padding),  # (N, 6, 28, 28)
        nn.ReLU(),
        nn.MaxPool2d(2),  # (N, 6, 14, 14)
        nn.Conv2d(6, 16, 5),  # (N, 16, 10, 10)
        nn.ReLU(),
        nn.MaxPool2d(2),  # (N, 16, 5, 5)
        nn.Flatten(),  # (N, 400)
        nn.Linear(400, 120),
        nn.ReLU(),
        nn.Linear(120, 84),
        nn.ReLU(),
        nn.Linear(84, 10),
    )


# --8<-- [end:modern]


def codes() -> Tensor:
    """Ten pictures of 7 x 12 from mean digits, -1 for paper and 1 for ink."""
    digits = load_digits()
    images, y = digits.images[:500], digits.target[:500]  # no test digits
    means = np.stack([images[y == k].mean(0) for k in range(10)])
    tall = means[:, np.arange(12) * 8 // 12, :7]  # (10, 12, 7)
    return torch.tensor(np.where(tall > 7.5, 1.0, -1.0).reshape(10, 84)).float()


def merge(rows: list[Row]) -> list[Row]:
    """Join the parts of one layer: the 16 convolutions of C3 become one row."""
    merged: dict[str, Row] = {}
    for row in rows:
        name = row.name.split(".")[0]
        old = merged.get(name)
        if old is None:
            merged[name] = row._replace(name=name)
            continue
        shape, kind = row.shape, row.kind
        if name == "C3":
            shape = (old.shape[0] + 1, *row.shape[1:])
        parameters = old.parameters + row.parameters
        work = old.multiply_adds + row.multiply_adds
        merged[name] = Row(name, kind, shape, parameters, work)
    return list(merged.values())


def main() -> None:
    """Print both tables and assert the totals."""
    rows = merge(summary(LeNet5(codes()), (1, 32, 32)))
    print("LeNet-5, 1998")
    print(table(rows))
    assert sum(row.parameters for row in rows) == 60_000
    for title, size, padding in (("32 x 32", 32, 0), ("28 x 28, padding 2", 28, 2)):
        rows = summary(modern(padding), (1, size, size))
        print(f"modern, {title}")
        print(table(rows))
        assert sum(row.parameters for row in rows) == 61_706


if __name__ == "__main__":
    main()
