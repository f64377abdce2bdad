"""The same heads in PyTorch: agreement, conversion to a convolution, errors."""

import numpy as np
import scratch
import torch
from torch import nn


# --8<-- [start:convert]
def to_convolution(dense: nn.Linear, channels: int, h: int, w: int) -> nn.Conv2d:
    """The same weights as a convolution; works on maps of h x w and larger."""
    conv = nn.Conv2d(channels, dense.out_features, (h, w))
    conv.weight.data = dense.weight.data.reshape(-1, channels, h, w)
    conv.bias.data = dense.bias.data
    return conv


# --8<-- [end:convert]


# --8<-- [start:agree]
def compare() -> None:
    """Our three heads against PyTorch."""
    rng = np.random.default_rng(0)
    maps, W, b = (
        rng.normal(size=(2, 3, 4, 4)),
        rng.normal(size=(48, 5)),
        rng.normal(size=5),
    )
    dense = nn.Linear(48, 5).double()
    dense.weight.data, dense.bias.data = torch.tensor(W.T), torch.tensor(b)
    A = torch.tensor(maps)
    flat = dense(torch.flatten(A, 1))
    torch.testing.assert_close(flat, torch.tensor(scratch.flatten_head(maps, W, b)))
    conv = to_convolution(dense, 3, 4, 4)
    torch.testing.assert_close(conv(A)[:, :, 0, 0], flat)
    larger = rng.normal(size=(2, 3, 6, 7))
    ours = scratch.dense_as_convolution(larger, W, b, (4, 4))
    torch.testing.assert_close(conv(torch.tensor(larger)), torch.tensor(ours))

    # after global pooling, the dense layer is a 1 x 1 convolution that can come first
    V = W[:3]  # (C, K)
    one = nn.Conv2d(3, 5, 1).double()
    one.weight.data = torch.tensor(V.T)[:, :, None, None]
    one.bias.data = torch.tensor(b)
    scores = torch.tensor(scratch.pooled_head(larger, V, b))
    torch.testing.assert_close(one(torch.tensor(larger)).mean(dim=(2, 3)), scores)


# --8<-- [end:agree]


def main() -> None:
    """Run the comparison and the typical errors."""
    compare()
    print("flatten head, 4 x 4 convolution and 1 x 1 convolution agree")
    head = nn.Sequential(nn.Flatten(), nn.Linear(16 * 25, 10))
    pooled = nn.Sequential(nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(16, 10))
    for n in (5, 8):
        maps = torch.zeros(4, 16, n, n)
        print(f"{n} x {n}: pooled head {tuple(pooled(maps).shape)}", end=", ")
        try:
            print("flatten head", tuple(head(maps).shape))
        except RuntimeError as error:
            print("flatten head:", error)
    maps = torch.zeros(4, 16, 5, 5)
    print("flatten(x, 0):", tuple(torch.flatten(maps).shape), end="; ")
    print("flatten(x, 1):", tuple(torch.flatten(maps, 1).shape))
    for name, model in (("flatten head", head), ("pooled head", pooled)):
        print(f"{name}: {sum(p.numel() for p in model.parameters()):,} parameters")


if __name__ == "__main__":
    main()
