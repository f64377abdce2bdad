"""The same layers in PyTorch, checked against scratch.py and SciPy."""

from itertools import product

import numpy as np
import scratch
import torch
from scipy.signal import convolve2d, correlate2d
from torch import nn
from torch.nn import functional as F


# --8<-- [start:layer]
def layers() -> None:
    """Make 2D and 3D layers and look at their shapes."""
    images = torch.zeros(8, 3, 32, 32)  # (N, C_in, H, W)
    conv = nn.Conv2d(3, 16, kernel_size=3, stride=2, padding=1)
    print("Conv2d", tuple(conv.weight.shape), "->", tuple(conv(images).shape))

    same = nn.Conv2d(3, 16, kernel_size=5, padding="same", dilation=2)
    print("padding='same' ->", tuple(same(images).shape))

    clips = torch.zeros(8, 3, 16, 32, 32)  # (N, C_in, T, H, W)
    conv3d = nn.Conv3d(3, 16, kernel_size=(3, 5, 5), padding=(1, 2, 2))
    print("Conv3d", tuple(conv3d.weight.shape), "->", tuple(conv3d(clips).shape))


# --8<-- [end:layer]


# --8<-- [start:agree]
def compare() -> int:
    """Compare our functions with PyTorch over many settings; return their number."""
    rng = np.random.default_rng(0)
    X, b = rng.normal(size=(2, 3, 11, 9)), rng.normal(size=4)
    settings = list(product((1, 2, 3), (1, 2), (0, 1, 2), (1, 2)))
    for k, s, p, d in settings:
        W = rng.normal(size=(4, 3, k, k))
        ours = scratch.conv2d(X, W, b, stride=s, padding=p, dilation=d)
        tensors = map(torch.tensor, (X, W, b))
        theirs = F.conv2d(*tensors, stride=s, padding=p, dilation=d)
        torch.testing.assert_close(torch.tensor(ours), theirs)

    clip, W = rng.normal(size=(2, 3, 5, 7, 6)), rng.normal(size=(4, 3, 2, 3, 3))
    theirs = F.conv3d(*map(torch.tensor, (clip, W, b)))
    torch.testing.assert_close(torch.tensor(scratch.conv3d(clip, W, b)), theirs)
    return len(settings)


# --8<-- [end:agree]


def main() -> None:
    """Run the comparisons and the claims made in the text."""
    layers()
    print(f"conv2d equals torch in {compare()} settings, conv3d in 1")

    X, K = torch.tensor(scratch.X), torch.tensor(scratch.K)
    ours = F.conv2d(X[None, None], K[None, None])[0, 0].numpy()
    assert np.array_equal(ours, correlate2d(X, K, mode="valid"))
    print("torch / correlate2d:", ours.tolist())
    print("convolve2d:         ", convolve2d(X, K, mode="valid").tolist())
    assert np.array_equal(convolve2d(X, K, mode="valid") + 1, [[4, 9], [8, 3]])

    try:
        nn.Conv2d(3, 16, 3, stride=2, padding="same")
    except ValueError as error:
        print("ValueError:", error)
    try:
        F.conv2d(torch.zeros(1, 32, 32, 3), torch.zeros(16, 3, 3, 3))
    except RuntimeError as error:
        middle = str(error).split("expected ")[1].split(" instead")[0]
        print("RuntimeError: ... expected", middle, "instead")
    try:
        F.conv2d(torch.zeros(1, 1, 3, 3), torch.zeros(1, 1, 5, 5))
    except RuntimeError as error:
        print("RuntimeError: ...", str(error).split(". ")[-1])

    wall = torch.full((1, 1, 8, 8), 10.0)
    sobel = torch.tensor([[[[-1.0, 0, 1], [-2, 0, 2], [-1, 0, 1]]]])
    padded = F.pad(wall, (1, 1, 1, 1), mode="replicate")
    print("replicate padding, largest response on a wall:", end=" ")
    print(int(F.conv2d(padded, sobel).abs().max()))
    count = sum(p.numel() for p in nn.Conv2d(3, 64, 3).parameters())
    print(f"Conv2d(3, 64, 3) has {count:,} parameters")
    assert count == 1_792


if __name__ == "__main__":
    main()
