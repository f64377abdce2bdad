"""The same operations in PyTorch."""

import numpy as np
import scratch
import torch
from torch import Tensor
from torch.nn import functional as F


# --8<-- [start:torch]
def rotate(X: Tensor, degrees: float) -> Tensor:
    """Turn a batch (N, C, H, W) counterclockwise, bilinear, zeros outside."""
    t = torch.deg2rad(torch.tensor(degrees, dtype=X.dtype))
    matrix = torch.stack(
        [
            torch.stack([t.cos(), -t.sin(), 0 * t]),
            torch.stack([t.sin(), t.cos(), 0 * t]),
        ]
    )
    grid = F.affine_grid(matrix.expand(len(X), 2, 3), X.shape, align_corners=False)
    return F.grid_sample(X, grid, align_corners=False)


def compare() -> None:
    """Each function of scratch.py against PyTorch on random images."""
    rng = np.random.default_rng(0)
    images = rng.integers(0, 256, size=(4, 8, 8, 3), dtype=np.uint8)  # (N, H, W, C)
    X = scratch.to_float(images)
    T = torch.from_numpy(images).permute(0, 3, 1, 2).double() / 255
    mean, deviation = T.mean((0, 2, 3)), T.std((0, 2, 3), correction=0)
    labels, partner = np.eye(4)[[0, 1, 2, 3]], np.array([2, 3, 0, 1])
    mixed, targets = scratch.mixup(X, labels, 0.7, partner)
    logits = torch.tensor(rng.normal(size=(4, 4)))
    two = 0.7 * F.cross_entropy(logits, torch.arange(4))
    two += 0.3 * F.cross_entropy(logits, torch.tensor(partner))
    pairs = [
        (X, T),
        (
            scratch.standardize(X, *scratch.statistics(X)),
            (T - mean[:, None, None]) / deviation[:, None, None],
        ),
        (scratch.flip(X), T.flip(-1)),
        (scratch.resize(X, 5, 11), F.interpolate(T, (5, 11), mode="bilinear")),
        (scratch.rotate(X, 20), rotate(T, 20)),
        (mixed, torch.lerp(T[partner], T, 0.7)),
        (F.cross_entropy(logits, torch.tensor(targets)), two),
    ]
    for ours, theirs in pairs:
        np.testing.assert_allclose(np.asarray(ours), theirs.numpy(), atol=1e-9)
    print(len(pairs), "results agree")


# --8<-- [end:torch]

if __name__ == "__main__":
    compare()
