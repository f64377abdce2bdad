"""The NumPy module against PyTorch, and the two usual errors of concatenation."""

import numpy as np
import scratch
import torch
from model import Inception, conv
from torch import nn


# --8<-- [start:agree]
def parameters(net: Inception) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """Weights and biases of a module, under the names of scratch.py."""
    layers = {
        "one": net.one[0],
        "reduce3": net.three[0][0],
        "three": net.three[1][0],
        "reduce5": net.five[0][0],
        "five": net.five[1][0],
        "project": net.pool[1][0],
    }
    return {
        name: (layer.weight.detach().numpy(), layer.bias.detach().numpy())
        for name, layer in layers.items()
    }


def compare() -> float:
    """Largest difference between our module and the one of model.py."""
    torch.manual_seed(0)
    net, x = Inception(12, 4, 6, 8, 2, 4, 4), torch.randn(2, 12, 9, 9)
    ours = scratch.inception(x.numpy(), parameters(net))
    return float(np.abs(ours - net(x).detach().numpy()).max())


# --8<-- [end:agree]


def main() -> None:
    """Check the module, then a 1x1 convolution as a dense layer, then errors."""
    assert compare() < 1e-5
    print("NumPy and PyTorch agree to 1e-5")
    # --8<-- [start:dense]
    torch.manual_seed(0)
    one, dense = nn.Conv2d(192, 16, kernel_size=1), nn.Linear(192, 16)
    dense.weight.data = one.weight.data[:, :, 0, 0]  # (16, 192, 1, 1) to (16, 192)
    dense.bias.data = one.bias.data
    x = torch.randn(2, 192, 28, 28)
    moved = dense(x.movedim(1, -1)).movedim(-1, 1)  # channels last, and back
    torch.testing.assert_close(one(x), moved, atol=1e-5, rtol=1e-5)
    # --8<-- [end:dense]
    print("a 1x1 convolution equals a dense layer over the channels")
    a, b = torch.randn(2, 64, 28, 28), torch.randn(2, 32, 28, 28)
    print("dim=1:", tuple(torch.cat([a, b], dim=1).shape))
    try:
        torch.cat([a, b], dim=2)
    except RuntimeError as error:
        print("dim=2:", str(error).split(". ")[0])
    unpadded = nn.Conv2d(192, 32, 5)(x)
    try:
        torch.cat([a, unpadded], dim=1)
    except RuntimeError as error:
        print("no padding:", str(error).split(". ")[0])
    print("padding by conv():", tuple(conv(192, 32, 5)(x).shape))


if __name__ == "__main__":
    main()
