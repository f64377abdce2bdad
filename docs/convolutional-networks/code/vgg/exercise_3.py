"""Exercise 3: a dense layer on 7 x 7 maps is a 7 x 7 convolution."""

import torch
from torch import nn


def main() -> None:
    """A small head: 8 maps, 10 units; then larger images."""
    torch.manual_seed(0)
    dense = nn.Linear(8 * 7 * 7, 10)
    conv = nn.Conv2d(8, 10, kernel_size=7)
    with torch.no_grad():
        conv.weight.copy_(dense.weight.reshape(10, 8, 7, 7))
        conv.bias.copy_(dense.bias)
        X = torch.randn(2, 8, 7, 7)
        torch.testing.assert_close(conv(X)[:, :, 0, 0], dense(X.flatten(1)))
        wide = conv(torch.randn(2, 8, 12, 12))
    print("equal on 7 x 7; on 12 x 12 maps:", tuple(wide.shape))
    for side in (224, 256, 384, 512):
        places = side // 32 - 6
        print(f"{side} pixels: maps {side // 32}, scores at {places} x {places} places")


if __name__ == "__main__":
    main()
