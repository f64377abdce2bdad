"""The flow in PyTorch; likelihood and gradients are compared with scratch.py."""

import numpy as np
import scratch
import torch
from torch import nn
from torch.distributions import ExpTransform, Normal, TransformedDistribution


# --8<-- [start:flow]
class Coupling(nn.Module):
    """One affine coupling layer on two numbers; `keep` is 0 or 1."""

    def __init__(self, keep: int, hidden: int = 32) -> None:
        super().__init__()
        self.keep = keep
        self.net = nn.Sequential(nn.Linear(1, hidden), nn.Tanh(), nn.Linear(hidden, 2))

    def forward(self, x: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Give z and the log of |det J| per row."""
        kept, old = x[:, [self.keep]], x[:, [1 - self.keep]]
        raw, t = self.net(kept).split(1, dim=1)
        s = scratch.S_MAX * torch.tanh(raw)
        halves = [kept, old * torch.exp(s) + t]
        return torch.cat(halves if self.keep == 0 else halves[::-1], dim=1), s[:, 0]


class Flow(nn.Module):
    """Coupling layers whose halves take turns."""

    def __init__(self, layers: int, hidden: int = 32) -> None:
        super().__init__()
        self.layers = nn.ModuleList(Coupling(i % 2, hidden) for i in range(layers))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """To noise, without the determinants."""
        for layer in self.layers:
            x, _ = layer(x)
        return x

    def log_prob(self, x: torch.Tensor) -> torch.Tensor:
        """Exact log-density of each row."""
        log_det = x.new_zeros(len(x))
        for layer in self.layers:
            x, s = layer(x)
            log_det = log_det + s
        return Normal(0.0, 1.0).log_prob(x).sum(dim=1) + log_det


# --8<-- [end:flow]


# --8<-- [start:agree]
def compare() -> None:
    """Same parameters: same density, same gradients, same determinant."""
    rng = np.random.default_rng(0)
    ours = scratch.make_flow(4, 8, rng)
    X = rng.normal(size=(7, 2))
    model = Flow(4, hidden=8).double()
    for layer, params in zip(model.layers, ours, strict=True):
        for p, value in zip(layer.parameters(), params, strict=True):
            p.data = torch.tensor(value.T)  # PyTorch stores W transposed
    log_p = model.log_prob(torch.tensor(X))
    assert np.allclose(log_p.detach().numpy(), scratch.log_p(ours, X))
    (-log_p.mean()).backward()
    _, grads = scratch.loss_and_grads(ours, X)
    for p, g in zip(model.parameters(), grads, strict=True):
        assert np.allclose(p.grad.numpy().T, g)
    print(f"log p of {len(X)} points and {len(grads)} gradients agree")

    point = torch.tensor(X[:1])
    J = torch.autograd.functional.jacobian(model, point)[0, :, 0]  # (2, 2)
    _, log_det, _ = scratch.to_noise(ours, X[:1])
    assert np.isclose(torch.linalg.slogdet(J)[1].item(), log_det[0])
    print("log |det J| agrees with the full Jacobian")


# --8<-- [end:agree]


def main() -> None:
    """Compare, and let torch.distributions change variables."""
    compare()
    base = Normal(torch.tensor(0.0), torch.tensor(1.0))
    log_normal = TransformedDistribution(base, ExpTransform())  # x = e^z
    print(f"density of e^z at 2: {log_normal.log_prob(torch.tensor(2.0)).exp():.4f}")


if __name__ == "__main__":
    main()
