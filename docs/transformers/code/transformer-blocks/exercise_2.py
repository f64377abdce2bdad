"""Exercise 2: the backward pass of RMSNorm, checked against autograd."""

from __future__ import annotations

import numpy as np
import torch
import torch.nn.functional as F

Array = np.ndarray


def rms_norm_backward(
    d_y: Array, x: Array, gamma: Array, eps: float = 1e-5
) -> tuple[Array, Array]:
    """Gradients of x (..., d) and gamma (d,)."""
    inverse = 1 / np.sqrt((x**2).mean(axis=-1, keepdims=True) + eps)
    x_hat, g = x * inverse, d_y * gamma
    d_x = inverse * (g - x_hat * (g * x_hat).mean(axis=-1, keepdims=True))
    return d_x, (d_y * x_hat).sum(axis=tuple(range(x.ndim - 1)))


def main() -> None:
    """Compare both gradients with PyTorch."""
    rng = np.random.default_rng(0)
    x, d_y = rng.normal(size=(2, 2, 3, 4))
    gamma = rng.normal(size=4)
    tx, tg = (
        torch.tensor(x, requires_grad=True),
        torch.tensor(gamma, requires_grad=True),
    )
    F.rms_norm(tx, (4,), tg, 1e-5).backward(torch.tensor(d_y))
    d_x, d_gamma = rms_norm_backward(d_y, x, gamma)
    assert np.allclose(d_x, tx.grad, rtol=0, atol=1e-5)
    assert np.allclose(d_gamma, tg.grad, rtol=0, atol=1e-5)
    print("RMSNorm gradients equal autograd within 1e-5")


if __name__ == "__main__":
    main()
