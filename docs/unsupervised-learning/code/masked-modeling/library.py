"""Random masking of patches and the masked loss in PyTorch, against NumPy."""

import numpy as np
import scratch
import torch
from nets import mlp
from torch import Tensor, nn


# --8<-- [start:mae]
def random_mask(N: int, T: int, hidden: int) -> Tensor:
    """Hide the same number of T patches in each of N images: (N, T), 1 = hidden."""
    order = torch.rand(N, T).argsort(dim=1)
    return torch.zeros(N, T).scatter_(1, order[:, :hidden], 1.0)


class MaskedAutoencoder(nn.Module):
    """Fill in hidden patches (N, T, p) from the visible ones."""

    def __init__(self, T: int = 16, p: int = 4, width: int = 128) -> None:
        super().__init__()
        self.encoder = nn.Sequential(
            nn.Linear(T * p + T, width), nn.ReLU(), nn.Linear(width, width), nn.ReLU()
        )
        self.decoder = nn.Linear(width, T * p)

    def forward(self, P: Tensor, M: Tensor) -> Tensor:
        visible = P * (1 - M)[:, :, None]
        code = self.encoder(torch.cat([visible.flatten(1), M], dim=1))
        return self.decoder(code).reshape(P.shape)

    def loss(self, P: Tensor, M: Tensor) -> Tensor:
        error = (self(P, M) - P).square().mean(dim=2)  # (N, T), per patch
        return (error * M).sum() / M.sum()  # hidden patches only


# --8<-- [end:mae]


def main() -> None:
    """Equal weights, patches and mask: equal loss and gradients."""
    rng = np.random.default_rng(0)
    net, P = mlp([80, 128, 128, 64], rng), rng.random((8, 16, 4))
    M = scratch.draw_mask(8, 12, rng)
    loss, grads = scratch.loss_and_grads(net, P, M)
    model = MaskedAutoencoder().double()
    for p, ours in zip(model.parameters(), net, strict=True):
        p.data = torch.tensor(ours.T)
    loss_t = model.loss(torch.tensor(P), torch.tensor(M))
    loss_t.backward()
    assert np.isclose(loss, loss_t.item())
    for p, g in zip(model.parameters(), grads, strict=True):
        assert np.allclose(p.grad.numpy().T, g)
    print(f"loss and {len(grads)} gradients agree")
    print("hidden per image:", random_mask(3, 16, 12).sum(dim=1).int().tolist())


if __name__ == "__main__":
    main()
