"""Exercise 2: average pooling is a depthwise convolution with fixed weights."""

import numpy as np
import scratch
import torch
from torch import nn
from torch.nn import functional as F


def main() -> None:
    """Compare both, and count what a learned replacement costs."""
    X = np.random.default_rng(0).normal(size=(2, 64, 8, 8))
    W = torch.full((64, 1, 2, 2), 0.25, dtype=torch.float64)  # one kernel per channel
    convolved = F.conv2d(torch.tensor(X), W, stride=2, groups=64)
    pooled = torch.tensor(scratch.average_pool(X, 2, 2))
    torch.testing.assert_close(convolved, pooled)
    print("average pooling equals the depthwise convolution")
    for name, layer in (
        ("depthwise 2 x 2", nn.Conv2d(64, 64, 2, stride=2, groups=64, bias=False)),
        ("full 3 x 3", nn.Conv2d(64, 64, 3, stride=2, padding=1, bias=False)),
    ):
        weights = sum(p.numel() for p in layer.parameters())
        shape = tuple(layer(torch.zeros(1, 64, 8, 8)).shape)
        print(f"{name}, stride 2: {weights:,} weights, {shape}")


if __name__ == "__main__":
    main()
