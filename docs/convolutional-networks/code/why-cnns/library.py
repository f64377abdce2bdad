"""PyTorch layers: parameters, agreement with scratch.py, equivariance."""

import numpy as np
import scratch
import torch
from torch import nn


# --8<-- [start:layers]
def compare() -> None:
    """A convolution equals our shared layer, and a dense layer with tied weights."""
    rng = np.random.default_rng(0)
    X, K = rng.normal(size=(4, 6, 6)), rng.normal(size=(3, 3))
    conv = nn.Conv2d(1, 1, 3, bias=False).double()
    conv.weight.data = torch.tensor(K)[None, None]
    theirs = conv(torch.tensor(X)[:, None])[:, 0]
    torch.testing.assert_close(torch.tensor(scratch.conv_layer(X, K)), theirs)

    # feed in every single pixel: the answers are the rows of the dense matrix
    pixels = torch.eye(36, dtype=torch.float64).reshape(36, 1, 6, 6)
    W = conv(pixels).reshape(36, 16)  # (H * W, H_out * W_out)
    dense = torch.tensor(X).reshape(4, 36) @ W
    torch.testing.assert_close(dense, theirs.reshape(4, 16))
    values = W.detach().unique().numel() - 1
    print(
        f"as a dense layer: {W.numel()} weights, {int((W != 0).sum())} not 0,", end=""
    )
    print(f" {values} different values")


# --8<-- [end:layers]


def main() -> None:
    """Run the comparison and count layers."""
    compare()
    for layer in (nn.Linear(256, 64), nn.Conv2d(1, 40, 5), nn.Conv2d(3, 64, 3)):
        count = sum(p.numel() for p in layer.parameters())
        print(f"{type(layer).__name__} {tuple(layer.weight.shape)}: {count:,}")


if __name__ == "__main__":
    main()
