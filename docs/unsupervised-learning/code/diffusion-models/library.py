"""The same diffusion model in PyTorch, checked against NumPy."""

import numpy as np
import scratch
import torch
from nets import mlp, moons, nearest
from torch import Tensor, nn


# --8<-- [start:model]
class Diffusion(nn.Module):
    """Schedule, noise predictor, loss and sampler."""

    def __init__(self, T: int = 50, hidden: int = 64) -> None:
        super().__init__()
        beta = torch.cat([torch.zeros(1), torch.linspace(0.001, 0.2, T)])
        self.T = T
        self.register_buffer("beta", beta)  # moves with the model, is not trained
        self.register_buffer("bar", torch.cumprod(1 - beta, dim=0))
        self.net = nn.Sequential(
            nn.Linear(8, hidden), nn.Tanh(),
            nn.Linear(hidden, hidden), nn.Tanh(),
            nn.Linear(hidden, hidden), nn.Tanh(),
            nn.Linear(hidden, 2),
        )  # fmt: skip

    def noised(self, X0: Tensor, t: Tensor, eps: Tensor) -> Tensor:
        bar = self.bar[t][:, None]  # (N, 1)
        return bar.sqrt() * X0 + (1 - bar).sqrt() * eps

    def forward(self, X: Tensor, t: Tensor) -> Tensor:
        waves = torch.pi * t.to(X)[:, None] / self.T * torch.arange(1, 4)
        return self.net(torch.cat([3 * X, waves.sin(), waves.cos()], dim=1))

    def loss(self, X0: Tensor, t: Tensor, eps: Tensor) -> Tensor:
        guess = self(self.noised(X0, t, eps), t)
        return ((guess - eps) ** 2).sum(dim=1).mean()

    @torch.no_grad()
    def sample(self, n: int) -> Tensor:
        X = torch.randn(n, 2)
        for t in range(self.T, 0, -1):
            eps = self(X, torch.full((n,), t))
            b, now, before = self.beta[t], self.bar[t], self.bar[t - 1]
            X = (X - b / (1 - now).sqrt() * eps) / (1 - b).sqrt()
            X = X + ((1 - before) / (1 - now) * b).sqrt() * torch.randn(n, 2)
        return X


# --8<-- [end:model]


# --8<-- [start:agree]
def compare() -> None:
    """Equal weights, points, steps and noise: equal loss and gradients."""
    rng = np.random.default_rng(0)
    net, X0 = mlp([8, 16, 16, 16, 2], rng), rng.normal(size=(32, 2))
    t, eps = rng.integers(1, 51, size=32), rng.normal(size=(32, 2))
    loss, grads = scratch.loss_and_grads(net, X0, t, eps)

    model = Diffusion(hidden=16).double()
    model.beta, model.bar = torch.tensor(scratch.BETA), torch.tensor(scratch.BAR)
    for p, ours in zip(model.parameters(), net, strict=True):
        p.data = torch.tensor(ours.T)  # PyTorch stores W transposed
    X0, t, eps = torch.tensor(X0), torch.tensor(t), torch.tensor(eps)
    ours = scratch.noised(X0.numpy(), t.numpy(), eps.numpy())
    assert np.allclose(model.noised(X0, t, eps).numpy(), ours)
    loss_t = model.loss(X0, t, eps)
    loss_t.backward()
    assert np.isclose(loss, loss_t.item())
    for p, g in zip(model.parameters(), grads, strict=True):
        assert np.allclose(p.grad.numpy().T, g)
    print(f"noised points, loss and {len(grads)} gradients agree")


# --8<-- [end:agree]


def main() -> None:
    """Compare, then train and sample."""
    torch.manual_seed(0)
    assert np.allclose(Diffusion().bar.numpy(), scratch.BAR, atol=1e-5)
    compare()
    X = torch.tensor(moons(2000, seed=0), dtype=torch.float32)
    test, model = moons(500, seed=1), Diffusion()
    optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
    fade = torch.optim.lr_scheduler.LinearLR(optimizer, 1.0, 0.0, total_iters=2000)
    for _ in range(2000):
        X0 = X[torch.randint(len(X), (256,))]
        t = torch.randint(1, model.T + 1, (256,))
        optimizer.zero_grad()
        model.loss(X0, t, torch.randn_like(X0)).backward()
        optimizer.step()
        fade.step()
    P = model.sample(500).numpy()
    base = scratch.gaussian(X.numpy(), 500, seed=0)
    there, back = nearest(P, test), nearest(test, P)
    better = there < 0.15 < 0.22 < nearest(base, test)
    print(f"samples nearer to test data than 0.15, Gaussian beyond 0.22: {better}")
    print(f"test data nearer to samples than 0.08: {back < 0.08}")
    assert better
    assert back < 0.08


if __name__ == "__main__":
    main()
