"""The same network in PyTorch: equal outputs, equal gradients, and what it costs."""

import numpy as np
import scratch
import torch
from sklearn.datasets import load_digits
from summary import summary, table
from torch import nn
from torch.nn import functional as F


# --8<-- [start:models]
def digits_network() -> nn.Sequential:
    """8 x 8 gray digits -> 10 logits."""
    return nn.Sequential(
        nn.Conv2d(1, 8, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),  # (N, 8, 4, 4)
        nn.Conv2d(8, 16, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),  # (N, 16, 2, 2)
        nn.Flatten(), nn.Linear(64, 10),
    )  # fmt: skip


def color_network() -> nn.Sequential:
    """32 x 32 color images -> 10 logits, with global average pooling."""
    return nn.Sequential(
        nn.Conv2d(3, 32, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(32, 64, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(64, 128, 3, padding=1), nn.ReLU(),
        nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(128, 10),
    )  # fmt: skip


# --8<-- [end:models]


# --8<-- [start:agree]
def compare() -> None:
    """Loss and every gradient of scratch.py against autograd, on 32 digits."""
    digits = load_digits()
    X, y = digits.images[:32, None] / 16, digits.target[:32]  # (N, 1, 8, 8)
    torch.manual_seed(0)
    model = digits_network().double()
    params = [p.detach().numpy() for p in model.parameters()]
    params[4] = params[4].T  # nn.Linear keeps (d_out, d_in)
    logits, caches = scratch.forward(params, X)
    value, D = scratch.loss(logits, y)
    grads = scratch.backward(D, caches)

    output = F.cross_entropy(model(torch.tensor(X)), torch.tensor(y))
    output.backward()
    theirs = [p.grad.numpy() for p in model.parameters()]
    theirs[4] = theirs[4].T
    np.testing.assert_allclose(value, output.item(), rtol=1e-10)
    for ours, other in zip(grads, theirs, strict=True):
        np.testing.assert_allclose(ours, other, atol=1e-12)
    print("loss and", len(grads), "gradients agree; loss before training", end=" ")
    print(f"{value:.2f}, ln 10 = {np.log(10):.2f}")


# --8<-- [end:agree]


def main() -> None:
    """Compare, then print shapes and costs."""
    compare()
    print("\ndigits network")
    print(table(summary(digits_network(), (1, 8, 8))))
    print("\ncolor network")
    rows = summary(color_network(), (3, 32, 32))
    print(table(rows))
    values = [int(np.prod(row.shape)) for row in rows]
    print("numbers in the maps, layer by layer:", *values)
    flat = 128 * 8 * 8 * 10 + 10
    print(f"dense head on all 128 x 8 x 8 numbers: {flat:,} parameters")
    assert sum(row.parameters for row in rows) == 94_538


if __name__ == "__main__":
    main()
