"""Plain against residual networks of growing depth: gradients, then training."""

import numpy as np
import torch
from model import basic, conv_bn
from sklearn.datasets import load_digits
from torch import Tensor, nn

DEPTHS, SEEDS, WIDTH, EPOCHS = (4, 8, 20), (0, 1, 2), 8, 4


# --8<-- [start:network]
def network(depth: int, plain: bool, seed: int) -> nn.Sequential:
    """One convolution, (depth - 2) / 2 basic blocks of two, one dense layer."""
    torch.manual_seed(seed)
    blocks = [basic(WIDTH, WIDTH, stride=1) for _ in range((depth - 2) // 2)]
    for block in blocks:
        block.plain = plain  # the same weights, with or without the shortcuts
    stem = nn.Sequential(conv_bn(1, WIDTH, 3, stride=2), nn.ReLU())
    head = nn.Sequential(nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(WIDTH, 10))
    return nn.Sequential(stem, *blocks, head)


def train(depth: int, plain: bool, seed: int, X: Tensor, y: Tensor) -> float:
    """Accuracy on the images it was trained on, after a few epochs."""
    net = network(depth, plain, seed)
    optimizer = torch.optim.SGD(net.parameters(), lr=0.03, momentum=0.9)
    for _ in range(EPOCHS):
        for batch in torch.randperm(len(X)).split(64):
            loss = nn.functional.cross_entropy(net(X[batch]), y[batch])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
    with torch.no_grad():  # still with batch statistics, as in training
        return (net(X).argmax(1) == y).double().mean().item()


# --8<-- [end:network]


# --8<-- [start:gradient]
def gradient_norms(net: nn.Sequential, X: Tensor, y: Tensor) -> np.ndarray:
    """Norm of dL/dA at the input of each block, over the norm at the last one."""
    activations, a = [], X
    for part in net:
        a = part(a)
        a.retain_grad()
        activations.append(a)
    nn.functional.cross_entropy(a, y).backward()
    norms = np.array([a.grad.norm().item() for a in activations[:-1]])
    return norms / norms[-1]


def strip_norm(net: nn.Sequential) -> nn.Sequential:
    """Take batch normalization out; He initialization instead."""
    for layer in [m for m in net.modules() if isinstance(m, nn.Sequential)]:
        if len(layer) == 2 and isinstance(layer[1], nn.BatchNorm2d):
            nn.init.kaiming_normal_(layer[0].weight)
            layer[1] = nn.Identity()
    return net


# --8<-- [end:gradient]


def show(title: str, norms: list[np.ndarray]) -> None:
    """Print the geometric mean over seeds, with the range at the first block."""
    logs = np.log10(np.stack(norms))  # (seeds, blocks)
    points = " ".join(f"{v:.1f}" for v in logs.mean(axis=0)[::2])
    print(f"{title}: log10 at blocks 0, 2, ... : {points}")
    print(f"    at block 0: {logs[:, 0].min():.1f} to {logs[:, 0].max():.1f}")


def main() -> None:
    """Print the gradients at the start, then the accuracies after training."""
    torch.set_default_dtype(torch.float64)  # also for drawing the first weights
    digits = load_digits()
    X = torch.tensor(digits.images[:384, None] / 16)  # (384, 1, 8, 8)
    y = torch.tensor(digits.target[:384])
    x, t = X[:64], y[:64]
    print("gradient reaching block inputs, relative to the last, 58 layers, 5 seeds")
    for title, plain, stripped in (
        ("plain, He, no normalization", True, True),
        ("plain, batch normalization", True, False),
        ("residual, batch normalization", False, False),
        ("residual, He, no normalization", False, True),
    ):
        nets = [network(58, plain, seed) for seed in range(5)]
        nets = [strip_norm(net) if stripped else net for net in nets]
        show(title, [gradient_norms(net, x, t) for net in nets])
    print("training accuracy in percent: mean (lowest to highest of 3 seeds)")
    counts = np.bincount(y)
    print(f"always the most frequent digit: {100 * counts.max() / len(y):.0f}")
    for depth in DEPTHS:
        cells = []
        for plain in (True, False):
            runs = [100 * train(depth, plain, seed, X, y) for seed in SEEDS]
            cells.append(f"{np.mean(runs):3.0f} ({min(runs):.0f} to {max(runs):.0f})")
        print(f"depth {depth:2}: plain {cells[0]:16} residual {cells[1]}")


if __name__ == "__main__":
    main()
