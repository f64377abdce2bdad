"""Bilinear upsampling by 2 as a transposed convolution with a fixed kernel."""

import numpy as np
import torch
from scratch import transpose_one
from torch.nn import functional as F


def main() -> None:
    """Compare with PyTorch's interpolation, away from the border."""
    one_axis = np.array([1, 3, 3, 1]) / 4
    kernel = np.outer(one_axis, one_axis)
    X = np.random.default_rng(0).normal(size=(6, 6))
    ours = transpose_one(X, kernel, stride=2, padding=1)  # (12, 12)
    theirs = F.interpolate(
        torch.tensor(X)[None, None], scale_factor=2, mode="bilinear"
    )[0, 0].numpy()
    assert ours.shape == theirs.shape == (12, 12)
    gap = np.abs(ours - theirs)[1:-1, 1:-1].max()
    print("kernel on one axis:", one_axis.tolist())
    print("equal inside:", bool(gap < 1e-12))
    print("equal at the border:", bool(np.allclose(ours, theirs)))
    flat = transpose_one(np.ones((6, 6)), kernel, stride=2, padding=1)
    print("constant stays constant inside:", bool(np.allclose(flat[1:-1, 1:-1], 1)))


if __name__ == "__main__":
    main()
