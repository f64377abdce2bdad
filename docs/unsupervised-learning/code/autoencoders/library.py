"""An autoencoder in PyTorch; loss and gradients are compared with scratch.py."""

import numpy as np
import scratch
import torch
from torch import nn


# --8<-- [start:model]
class Autoencoder(nn.Module):
    """Encoder 64 - hidden - k, decoder k - hidden - 64."""

    def __init__(self, k: int, hidden: int = 64) -> None:
        super().__init__()
        self.enc = nn.Sequential(nn.Linear(64, hidden), nn.Tanh(), nn.Linear(hidden, k))
        self.dec = nn.Sequential(nn.Linear(k, hidden), nn.Tanh(), nn.Linear(hidden, 64))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Encode and decode."""
        return self.dec(self.enc(x))  # (N, 64) -> (N, k) -> (N, 64)


def loss_of(model: nn.Module, x_in: torch.Tensor, x: torch.Tensor) -> torch.Tensor:
    """Half the squared error per image: summed over pixels, mean over images."""
    return 0.5 * (model(x_in) - x).pow(2).sum(dim=1).mean()


def train(model: nn.Module, X: torch.Tensor, noise: float, steps: int = 500) -> None:
    """The target is the clean batch, whatever happened to the input."""
    optimizer = torch.optim.Adam(model.parameters(), lr=0.005)
    for _ in range(steps):
        batch = X[torch.randint(len(X), (200,))]
        kept = torch.rand(batch.shape) >= noise
        loss = loss_of(model, batch * kept, batch)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()


# --8<-- [end:model]


# --8<-- [start:agree]
def compare() -> None:
    """Same parameters, same damaged images: same loss, same gradients."""
    rng = np.random.default_rng(0)
    X = rng.random((7, 64))
    X_in = X * (rng.random(X.shape) >= 0.5)
    enc, dec = scratch.mlp([64, 16, 3], rng), scratch.mlp([3, 16, 64], rng)
    loss, grads = scratch.loss_and_grads(enc, dec, X_in, X)

    model = Autoencoder(k=3, hidden=16).double()
    for p, ours in zip(model.parameters(), enc + dec, strict=True):
        p.data = torch.tensor(ours.T)  # PyTorch stores W transposed
    loss_t = loss_of(model, torch.tensor(X_in), torch.tensor(X))
    loss_t.backward()
    assert np.isclose(loss, loss_t.item())
    for p, ours in zip(model.parameters(), grads, strict=True):
        assert np.allclose(p.grad.numpy().T, ours)
    print(f"loss and {len(grads)} gradients agree")


# --8<-- [end:agree]


def main() -> None:
    """Compare, then train a narrow and a wide denoising model."""
    compare()
    torch.manual_seed(0)
    train_x, test_x, _ = scratch.data()
    X, X_test = (torch.tensor(a, dtype=torch.float32) for a in (train_x, test_x))
    narrow, wide = Autoencoder(8), Autoencoder(64)
    count = sum(p.numel() for p in narrow.parameters())
    print(f"k = 8: {count} parameters")
    train(narrow, X, noise=0.0)
    train(wide, X, noise=0.5)
    erased = X_test * (torch.rand(X_test.shape) >= 0.5)
    with torch.no_grad():
        share = scratch.left(test_x, narrow(X_test).numpy())
        repaired = scratch.left(test_x, wide(erased).numpy())
    print(f"k = 8: less than 30 percent left: {share < 30}")
    print(f"denoising, half erased: less than 50 percent left: {repaired < 50}")
    assert share < 30
    assert repaired < 50


if __name__ == "__main__":
    main()
