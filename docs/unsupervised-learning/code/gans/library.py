"""The same GAN in PyTorch, one step compared with NumPy, and a gradient penalty."""

import numpy as np
import scratch
import torch
from torch import nn
from torch.nn.functional import softplus


# --8<-- [start:step]
def mlp(d_in: int, d_out: int, hidden: int = 32) -> nn.Sequential:
    """Two hidden layers with tanh."""
    return nn.Sequential(
        nn.Linear(d_in, hidden), nn.Tanh(), nn.Linear(hidden, hidden), nn.Tanh(),
        nn.Linear(hidden, d_out),
    )  # fmt: skip


def gan_step(
    G: nn.Module,
    D: nn.Module,
    opt_g: torch.optim.Optimizer,
    opt_d: torch.optim.Optimizer,
    X: torch.Tensor,
    z: torch.Tensor,
) -> tuple[float, float]:
    """One step of D, then one of G; softplus(-a) is -ln sigmoid(a)."""
    fake = G(z).detach()  # no gradient into G
    loss_d = softplus(-D(X)).mean() + softplus(D(fake)).mean()
    opt_d.zero_grad()
    loss_d.backward()
    opt_d.step()
    loss_g = softplus(-D(G(z))).mean()  # non-saturating
    opt_g.zero_grad()
    loss_g.backward()  # also fills D's gradients; zero_grad clears them next time
    opt_g.step()
    return loss_d.item(), loss_g.item()


# --8<-- [end:step]


# --8<-- [start:penalty]
def gradient_penalty(D: nn.Module, X: torch.Tensor, fake: torch.Tensor) -> torch.Tensor:
    """Mean of (|dD/dx| - 1)^2 at random points between data and fakes."""
    u = torch.rand(len(X), 1, dtype=X.dtype)
    between = (u * X + (1 - u) * fake).requires_grad_()
    (grad,) = torch.autograd.grad(D(between).sum(), between, create_graph=True)
    return ((grad.norm(dim=1) - 1) ** 2).mean()


# --8<-- [end:penalty]


# --8<-- [start:agree]
def compare() -> None:
    """Same weights, same batch: equal losses and equal weights after the step."""
    rng = np.random.default_rng(3)
    nets = scratch.mlp([2, 32, 32, 2], rng), scratch.mlp([2, 32, 32, 1], rng)
    X, z = scratch.ring(64, rng), rng.normal(size=(64, 2))
    G, D = mlp(2, 2).double(), mlp(2, 1).double()
    for net, ours in zip((G, D), nets, strict=True):
        for p, w in zip(net.parameters(), ours, strict=True):
            p.data = torch.tensor(w.T)  # PyTorch stores W transposed
    options = {"lr": 0.005, "betas": (0.5, 0.999)}
    opt_g = torch.optim.Adam(G.parameters(), **options)
    opt_d = torch.optim.Adam(D.parameters(), **options)
    theirs = gan_step(G, D, opt_g, opt_d, torch.tensor(X), torch.tensor(z))

    step_g, step_d = (scratch.adam(net, 0.005, digits=15) for net in nets)
    loss_d, grads = scratch.d_loss(nets[1], X, scratch.forward(nets[0], z)[-1])
    step_d(grads)
    loss_g, grads = scratch.g_loss(nets[0], nets[1], z)
    for p, g in zip(G.parameters(), grads, strict=True):
        assert np.allclose(p.grad.numpy().T, g)
    step_g(grads)
    assert np.allclose(theirs, (loss_d, loss_g))
    for net, ours in zip((G, D), nets, strict=True):
        for p, w in zip(net.parameters(), ours, strict=True):
            assert np.allclose(p.detach().numpy().T, w)
    print(f"before the step: D's loss {loss_d:.3f}, G's loss {loss_g:.3f}")
    print("losses, gradients and weights after one step agree")


# --8<-- [end:agree]


def main() -> None:
    """Compare with NumPy, then check the penalty on a linear critic."""
    compare()
    torch.manual_seed(0)
    critic = nn.Linear(2, 1).double()
    critic.weight.data = torch.tensor([[3.0, 4.0]], dtype=torch.float64)  # slope 5
    X, fake = torch.zeros(6, 2).double(), torch.ones(6, 2).double()
    penalty = gradient_penalty(critic, X, fake)
    penalty.backward()  # works because of create_graph=True
    print(f"critic with slope 5: penalty {penalty.item():.1f}")
    assert abs(penalty.item() - 16) < 1e-9


if __name__ == "__main__":
    main()
