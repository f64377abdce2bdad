"""The NumPy steps against PyTorch's groups, and the error of a missing groups."""

import numpy as np
import scratch
import torch
from torch import nn
from torch.nn import functional as F


# --8<-- [start:agree]
def compare() -> None:
    """Depthwise is a convolution with as many groups as channels."""
    rng = np.random.default_rng(0)
    X, D = rng.normal(size=(2, 6, 9, 9)), rng.normal(size=(6, 3, 3))
    W = rng.normal(size=(10, 6))
    x, w = torch.tensor(X), torch.tensor(W)
    d = torch.tensor(D[:, None])  # (6, 1, 3, 3): each kernel sees one channel
    for stride in (1, 2):
        u = F.conv2d(x, d, stride=stride, padding=1, groups=6)
        z = F.conv2d(u, w[:, :, None, None])
        ours = scratch.pointwise(scratch.depthwise(X, D, stride, p=1), W)
        torch.testing.assert_close(z, torch.tensor(ours))


# --8<-- [end:agree]


# --8<-- [start:relu]
def relu_loss(channels: int, seed: int) -> float:
    """Error of the best linear way back after ReLU on 2 features put into channels."""
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(2000, 2))
    A = np.maximum(X @ rng.normal(size=(2, channels)), 0)  # (2000, channels)
    back = np.linalg.lstsq(A, X, rcond=None)[0]
    return float(np.mean((A @ back - X) ** 2) / np.mean(X**2))


# --8<-- [end:relu]


def main() -> None:
    """Check, count weights with and without groups, and show what ReLU destroys."""
    compare()
    print("both steps agree with PyTorch for strides 1 and 2")
    for groups in (1, 64):
        layer = nn.Conv2d(64, 64, 3, padding=1, groups=groups, bias=False)
        print(f"groups={groups}: {layer.weight.numel():,} weights", end=" ")
        print(tuple(layer.weight.shape))
    print("share of a 2-feature signal lost to ReLU, mean and range of 20 seeds:")
    for channels in (2, 3, 6, 12, 24):
        lost = [relu_loss(channels, seed) for seed in range(20)]
        spread = f"({min(lost):.2f} to {max(lost):.2f})"
        print(f"  put into {channels:2} channels: {np.mean(lost):.2f} {spread}")


if __name__ == "__main__":
    main()
