"""The same layers in PyTorch: values, gradients, receptive field, defaults."""

from itertools import product

import numpy as np
import scratch
import torch
from torch import nn
from torch.nn import functional as F


# --8<-- [start:agree]
def compare() -> int:
    """Check values and gradients over many settings; return their number."""
    rng = np.random.default_rng(0)
    data = rng.normal(size=(2, 3, 9, 7))
    settings = [(k, s, p) for k, s, p in product((2, 3), (1, 2, 3), (0, 1))]
    for k, s, p in settings:
        for kind in ("max", "mean"):
            X = torch.tensor(data, requires_grad=True)
            pool = nn.MaxPool2d if kind == "max" else nn.AvgPool2d
            Y = pool(k, stride=s, padding=p)(X)
            G = rng.normal(size=tuple(Y.shape))
            Y.backward(torch.tensor(G))
            if kind == "max":
                ours, winner = scratch.max_pool(data, k, s, p)
                dX = scratch.max_pool_backward(G, winner, data.shape, k, s, p)
            else:
                ours = scratch.average_pool(data, k, s, p)
                dX = scratch.average_pool_backward(G, data.shape, k, s, p)
            torch.testing.assert_close(torch.tensor(ours), Y.detach())
            torch.testing.assert_close(torch.tensor(dX), X.grad)
    ours = scratch.global_average_pool(data)
    theirs = nn.AdaptiveAvgPool2d(1)(torch.tensor(data)).flatten(1)
    torch.testing.assert_close(torch.tensor(ours), theirs)
    return len(settings)


# --8<-- [end:agree]


# --8<-- [start:field]
def measured_field(layers: list[tuple[int, int]], n: int) -> int:
    """Width of the input region whose change reaches one middle output."""
    X = torch.zeros(1, 1, n, n, requires_grad=True)
    Y = X
    for k, s in layers:  # positive weights, so nothing cancels
        Y = F.avg_pool2d(Y, k, s) if (k, s) == scratch.POOL else _ones(Y, k, s)
    m = Y.shape[-1] // 2
    Y[0, 0, m, m].backward()
    return int((X.grad[0, 0] != 0).any(dim=0).sum())


def _ones(Y: torch.Tensor, k: int, s: int) -> torch.Tensor:
    return F.conv2d(Y, torch.ones(1, 1, k, k), stride=s, padding=k // 2)


# --8<-- [end:field]


def main() -> None:
    """Run the comparisons and print what the text quotes."""
    count = compare()
    print(f"max and mean pooling equal PyTorch in {count} settings, both directions")
    r = scratch.receptive_field(scratch.SMALL)[-1][0]
    print(f"receptive field: formula {r}, measured {measured_field(scratch.SMALL, 64)}")
    assert measured_field(scratch.SMALL, 64) == r == 12

    X = torch.zeros(1, 1, 6, 6)
    print("6 pixels, k=3, s=2:", tuple(F.max_pool2d(X, 3, 2).shape[2:]), end=" ")
    print("ceil_mode:", tuple(F.max_pool2d(X, 3, 2, ceil_mode=True).shape[2:]))
    ones = torch.ones(1, 1, 4, 4)
    corner = [
        F.avg_pool2d(ones, 3, 1, 1, count_include_pad=flag)[0, 0, 0, 0].item()
        for flag in (True, False)
    ]
    print(f"corner of a map of ones: {corner[0]:.4f} with padding, {corner[1]:.0f} not")
    two = nn.Sequential(nn.AdaptiveAvgPool2d(1), nn.Flatten())
    sizes = [tuple(two(torch.zeros(4, 512, n, n)).shape) for n in (7, 11)]
    print("global pooling of 7 x 7 and 11 x 11:", *sizes)
    try:
        F.max_pool2d(torch.zeros(1, 8, 1, 1), 2)
    except RuntimeError as error:
        print("RuntimeError:", str(error).split(". ")[-1])


if __name__ == "__main__":
    main()
