"""The same losses in PyTorch, checked against scratch.py."""

import numpy as np
import scratch
import torch
from torch.nn import functional


# --8<-- [start:losses]
def losses(z: torch.Tensor, c: torch.Tensor) -> dict[str, torch.Tensor]:
    """Losses of logits z (N, K), class indices c (N,)."""
    weight = torch.tensor([1.0, 2.0, 4.0], dtype=z.dtype)  # per class
    return {
        "plain": functional.cross_entropy(z, c),
        "weighted": functional.cross_entropy(z, c, weight=weight),
        "smoothed": functional.cross_entropy(z, c, label_smoothing=0.1),
        "padding left out": functional.cross_entropy(z, c, ignore_index=1),
    }


# --8<-- [end:losses]


def same(value: torch.Tensor, expected: np.ndarray) -> None:
    """Assert that PyTorch and scratch.py agree."""
    torch.testing.assert_close(value.detach(), torch.as_tensor(expected))


def main() -> None:
    """Compare value and gradient of each loss."""
    rng = np.random.default_rng(0)
    z_np, c_np = rng.normal(0, 3, (6, 3)), np.array([0, 1, 2, 2, 1, 0])
    z = torch.tensor(z_np, requires_grad=True)
    one_hot = np.eye(3)[c_np]
    each, gradient = scratch.cross_entropy(z_np, one_hot)
    result = losses(z, torch.tensor(c_np))
    result["plain"].backward()
    same(result["plain"], np.array(each.mean()))
    same(z.grad, gradient / 6)  # mean over the batch
    w = np.array([1.0, 2.0, 4.0])[c_np]
    same(result["weighted"], np.array((w * each).sum() / w.sum()))
    smooth = 0.9 * one_hot + 0.1 / 3
    same(result["smoothed"], np.array(scratch.cross_entropy(z_np, smooth)[0].mean()))
    same(result["padding left out"], np.array(each[c_np != 1].mean()))
    for name in result:
        print(f"{name:<18}agrees: True")

    z1, y1 = z_np[:, 0], (c_np == 0).astype(float)
    binary = functional.binary_cross_entropy_with_logits
    logits, labels = torch.tensor(z1), torch.tensor(y1)
    same(binary(logits, labels), scratch.binary_cross_entropy(z1, y1)[0].mean())
    error, zero = torch.tensor(z1), torch.zeros(6, dtype=torch.float64)
    same(functional.mse_loss(error, zero), scratch.squared(z1)[0].mean())
    same(functional.l1_loss(error, zero), scratch.absolute(z1)[0].mean())
    same(functional.huber_loss(error, zero), scratch.huber(z1)[0].mean())
    print("binary, squared, absolute and Huber agree: True")

    extreme = torch.tensor([[200.0, 50.0, 0.0]])
    through = -torch.log(torch.softmax(extreme, 1)[0, 1]).item()
    from_logits = functional.cross_entropy(extreme, torch.tensor([1]))
    print(f"logits 200, 50, 0: through softmax {through}", end="")
    print(f", from the logits {from_logits.item():.1f}")
    column, row = torch.zeros(4, 1), torch.arange(4.0)
    print("shape of (4, 1) minus (4,):", tuple((column - row).shape))


if __name__ == "__main__":
    main()
