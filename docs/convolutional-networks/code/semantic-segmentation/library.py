"""The same operations in PyTorch, checked against scratch.py."""

from itertools import product

import numpy as np
import scratch
import torch
from torch import nn
from torch.nn import functional as F


# --8<-- [start:agree]
def compare() -> int:
    """Transposed convolution in many settings, and as the gradient of conv2d."""
    rng = np.random.default_rng(0)
    X, b = rng.normal(size=(2, 3, 5, 4)), rng.normal(size=4)
    settings = list(product((2, 3, 4), (1, 2, 3), (0, 1)))
    for k, s, p in settings:
        W = rng.normal(size=(3, 4, k, k))  # (C_in, C_out, K, K)
        ours = torch.tensor(scratch.conv_transpose2d(X, W, b, stride=s, padding=p))
        x, w, bias = map(torch.tensor, (X, W, b))
        theirs = F.conv_transpose2d(x, w, bias, stride=s, padding=p)
        torch.testing.assert_close(ours, theirs)

        big = torch.zeros(theirs.shape, dtype=x.dtype, requires_grad=True)
        small = F.conv2d(big, w, stride=s, padding=p)  # 4 channels to 3
        (gradient,) = torch.autograd.grad(small, big, grad_outputs=x)
        torch.testing.assert_close(gradient + bias[:, None, None], theirs)
    return len(settings)


# --8<-- [end:agree]


# --8<-- [start:fcn]
def dense_to_conv(dense: nn.Linear, maps: int, size: int) -> nn.Conv2d:
    """A dense layer on flattened maps becomes one convolution as large as they are."""
    conv = nn.Conv2d(maps, dense.out_features, size)
    conv.weight.data = dense.weight.data.view(-1, maps, size, size)
    conv.bias.data = dense.bias.data
    return conv


# --8<-- [end:fcn]


# --8<-- [start:losses]
def dice_loss(logits: torch.Tensor, masks: torch.Tensor) -> torch.Tensor:
    """Soft Dice of one class against the rest, per image; both (N, H, W)."""
    P, G = logits.sigmoid(), masks.to(logits.dtype)
    both, total = (P * G).sum((1, 2)), P.sum((1, 2)) + G.sum((1, 2))
    return (1 - (2 * both + 1) / (total + 1)).mean()  # +1: empty masks cost nothing


# --8<-- [end:losses]


def main() -> None:
    """Run the comparisons."""
    print(f"conv_transpose2d equals PyTorch in {compare()} settings")
    torch.manual_seed(0)
    dense = nn.Linear(2 * 3 * 3, 4)
    conv, maps = dense_to_conv(dense, 2, 3), torch.randn(1, 2, 3, 3)
    torch.testing.assert_close(dense(maps.flatten(1)), conv(maps).flatten(1))
    wide = conv(torch.randn(1, 2, 5, 6))
    print("dense layer as convolution, larger input:", tuple(wide.shape))

    rng = np.random.default_rng(1)
    logits, G = rng.normal(size=(1, 6, 6)), rng.integers(0, 2, (1, 6, 6))
    ours = scratch.dice_loss(1 / (1 + np.exp(-logits)), G, eps=1)
    theirs = dice_loss(torch.tensor(logits), torch.tensor(G))
    torch.testing.assert_close(torch.tensor(ours, dtype=theirs.dtype), theirs)
    scores = torch.randn(2, 3, 8, 8)  # (N, K, H, W)
    labels = torch.randint(0, 3, (2, 8, 8))  # (N, H, W)
    by_pixel = F.cross_entropy(scores, labels)
    as_rows = F.cross_entropy(
        scores.permute(0, 2, 3, 1).reshape(-1, 3), labels.flatten()
    )
    torch.testing.assert_close(by_pixel, as_rows)
    print("segmentation loss: scores", tuple(scores.shape), "labels", end=" ")
    print(tuple(labels.shape))
    up = nn.ConvTranspose2d(8, 8, 3, stride=2, padding=1, output_padding=1)
    print("output_padding=1:", tuple(up(torch.zeros(1, 8, 5, 5)).shape))


if __name__ == "__main__":
    main()
