"""The same losses in PyTorch; gradients by autograd."""

import numpy as np
import scratch
import torch
from torch import Tensor
from torch.nn import functional as F


# --8<-- [start:losses]
def focal(z: Tensor, y: Tensor, gamma: float = 2, alpha: float = 0.5) -> Tensor:
    """Mean focal loss from logits."""
    loss = F.binary_cross_entropy_with_logits(z, y, reduction="none")  # -ln p_right
    a = torch.where(y == 1, alpha, 1 - alpha)
    return (a * (1 - torch.exp(-loss)) ** gamma * loss).mean()


def dice(z: Tensor, g: Tensor, epsilon: float = 1) -> Tensor:
    """Soft Dice loss per image, then the mean. z, g: (N, H, W)."""
    p = z.sigmoid()
    top = 2 * (p * g).sum((1, 2)) + epsilon
    return (1 - top / (p.sum((1, 2)) + g.sum((1, 2)) + epsilon)).mean()


# --8<-- [end:losses]


def equal(ours: object, theirs: Tensor) -> None:
    """Assert that a result of NumPy equals one of PyTorch."""
    np.testing.assert_allclose(ours, theirs.detach().numpy(), rtol=1e-9, atol=1e-12)


# --8<-- [start:agree]
def compare() -> None:
    """Values and gradients on random data."""
    rng = np.random.default_rng(0)
    maps = torch.tensor(rng.normal(size=(2, 4, 5, 5)), requires_grad=True)  # (N,K,H,W)
    classes = torch.tensor(rng.integers(0, 4, size=(2, 5, 5)))  # (N, H, W)
    last = maps.detach().numpy().transpose(0, 2, 3, 1)  # (N, H, W, K)
    for smooth in (0.0, 0.1):
        maps.grad = None
        loss = F.cross_entropy(maps, classes, label_smoothing=smooth)
        loss.backward()
        value, D = scratch.cross_entropy(last, np.eye(4)[classes], smooth)
        equal(value, loss)
        equal(D.transpose(0, 3, 1, 2), maps.grad)

    z = torch.tensor(rng.normal(size=(3, 6, 6)), requires_grad=True)
    g = torch.tensor(rng.integers(0, 2, size=(3, 6, 6))).double()
    loss = focal(z, g)
    loss.backward()
    value, slope = scratch.focal(z.detach().numpy(), g.numpy())
    equal(value.mean(), loss)
    equal(slope / slope.size, z.grad)

    z.grad = None
    loss = dice(z, g)
    loss.backward()
    pairs = [
        scratch.dice(a, b) for a, b in zip(z.detach().numpy(), g.numpy(), strict=True)
    ]
    equal(np.mean([value for value, _ in pairs]), loss)
    equal(np.stack([by_z for _, by_z in pairs]) / 3, z.grad)

    e = torch.tensor(rng.normal(size=9))
    equal(
        scratch.smooth_l1(e.numpy(), 0 * e.numpy())[0].mean(),
        F.smooth_l1_loss(e, 0 * e),
    )


# --8<-- [end:agree]

if __name__ == "__main__":
    compare()
    print("cross-entropy per pixel, label smoothing, focal, Dice, smooth L1: agree")
