"""LeNet-5 of 1998 and two networks without convolution on 500 small digits."""

from itertools import pairwise

import numpy as np
import torch
from model import LeNet5, codes
from sklearn.datasets import load_digits
from torch import Tensor, nn
from torch.nn import functional as F

TRAIN, EPOCHS, BATCH = 500, 6, 50
SEEDS = range(3)


# --8<-- [start:data]
def data() -> tuple[Tensor, Tensor]:
    """The 8 x 8 digits, enlarged to 24 x 24 in the middle of 32 x 32."""
    digits = load_digits()
    ink = torch.tensor(digits.images / 16).float()[:, None]  # (N, 1, 8, 8)
    ink = F.interpolate(ink, size=24, mode="bilinear")
    ink = F.pad(ink, (4, 4, 4, 4))  # (N, 1, 32, 32)
    return ink * 1.275 - 0.1, torch.tensor(digits.target)  # paper -0.1, ink 1.175


# --8<-- [end:data]


class Scores(nn.Module):
    """LeNet-5 with the sign turned, so that the largest output wins."""

    def __init__(self) -> None:
        super().__init__()
        self.net = LeNet5(codes())

    def forward(self, X: Tensor) -> Tensor:
        return -self.net(X) / 2


def flat(*sizes: int) -> nn.Sequential:
    """Dense layers with ReLU between them."""
    layers: list[nn.Module] = [nn.Flatten()]
    for a, b in pairwise(sizes):
        layers += [nn.Linear(a, b), nn.ReLU()]
    return nn.Sequential(*layers[:-1])


NETS = {  # how to build it, learning rate
    "linear": (lambda: flat(1024, 10), 0.02),
    "dense, 58 hidden": (lambda: flat(1024, 58, 10), 0.05),
    "LeNet-5, 1998": (Scores, 0.002),
}


def train(net: nn.Module, X: Tensor, y: Tensor, rate: float) -> None:
    """Gradient descent with momentum on mini-batches."""
    steps = torch.optim.SGD(net.parameters(), lr=rate, momentum=0.9)
    for _ in range(EPOCHS):
        for batch in torch.randperm(len(X)).split(BATCH):
            loss = F.cross_entropy(net(X[batch]), y[batch])
            steps.zero_grad()
            loss.backward()
            steps.step()


def accuracy(net: nn.Module, X: Tensor, y: Tensor) -> float:
    """Share of right answers."""
    with torch.no_grad():
        return float((net(X).argmax(1) == y).float().mean())


def main() -> None:
    """Train every network with three seeds; print mean accuracies in percent."""
    X, y = data()
    test, truth = X[1000:], y[1000:]
    views = {
        "test": test,
        "shifted 2 px": torch.roll(test, 2, dims=3),
        "shifted 3 px": torch.roll(test, 3, dims=3),
        "inverted": 1.075 - test,
    }
    print(f"{'network':17} {'parameters':>10}", *(f"{name:>13}" for name in views))
    for name, (make, rate) in NETS.items():
        found = []
        for seed in SEEDS:
            torch.manual_seed(seed)
            net = make()
            train(net, X[:TRAIN], y[:TRAIN], rate)
            found.append([accuracy(net, view, truth) for view in views.values()])
        size = sum(p.numel() for p in net.parameters())
        means, spread = 100 * np.mean(found, 0), 100 * np.ptp(found, 0)
        cells = [f"{m:8.0f} ({s:2.0f})" for m, s in zip(means, spread, strict=True)]
        print(f"{name:17} {size:10,}", *cells)


if __name__ == "__main__":
    main()
