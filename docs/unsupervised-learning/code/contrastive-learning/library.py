"""InfoNCE as cross-entropy in PyTorch, checked against NumPy."""

import numpy as np
import scratch
import torch
from torch import Tensor
from torch.nn import functional as F
from train import nt_xent


# --8<-- [start:infonce]
def infonce(a: Tensor, b: Tensor, tau: float) -> Tensor:
    """Row i of a must pick row i of b among all rows of b."""
    S = F.normalize(a, dim=1) @ F.normalize(b, dim=1).T / tau  # (N, N)
    return F.cross_entropy(S, torch.arange(len(a), device=a.device))


def clip_loss(image: Tensor, text: Tensor, tau: float) -> Tensor:
    """CLIP's loss: both directions, on the same similarities."""
    return (infonce(image, text, tau) + infonce(text, image, tau)) / 2


# --8<-- [end:infonce]


def main() -> None:
    """Loss and gradients agree; so does the loss over 2N views."""
    rng = np.random.default_rng(0)
    A, B = rng.normal(size=(16, 8)), rng.normal(size=(16, 8))
    a, b = (torch.tensor(M, requires_grad=True) for M in (A, B))
    loss = infonce(a, b, 0.2)
    loss.backward()
    assert np.isclose(loss.item(), scratch.infonce(A, B, 0.2)[0])
    for t, g in zip((a, b), scratch.gradients(A, B, 0.2), strict=True):
        assert np.allclose(t.grad.numpy(), g)
    print("loss and both gradients agree")

    Z = scratch.unit(np.vstack([A, B]))
    E = np.exp(Z @ Z.T / 0.2) * (1 - np.eye(32))
    partner = (np.arange(32) + 16) % 32
    ours = -np.log(E[np.arange(32), partner] / E.sum(axis=1)).mean()
    assert np.isclose(nt_xent(a, b, 0.2).item(), ours)
    a, b = torch.tensor(scratch.A), torch.tensor(scratch.B)
    print(f"worked example, both directions: {clip_loss(a, b, 0.5).item():.4f}")


if __name__ == "__main__":
    main()
