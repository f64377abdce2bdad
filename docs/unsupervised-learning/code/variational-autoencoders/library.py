"""A VAE in PyTorch; loss and gradients are compared with scratch.py."""

import nets
import numpy as np
import scratch
import torch
from torch import nn
from torch.distributions import Normal, kl_divergence


# --8<-- [start:vae]
class VAE(nn.Module):
    """Encoder 64 - hidden - 2k, decoder k - hidden - 64, Gaussian decoder."""

    def __init__(self, k: int, hidden: int = 64, var: float = 0.05) -> None:
        super().__init__()
        self.k, self.var = k, var
        self.enc = nn.Sequential(
            nn.Linear(64, hidden), nn.Tanh(), nn.Linear(hidden, 2 * k)
        )
        self.dec = nn.Sequential(nn.Linear(k, hidden), nn.Tanh(), nn.Linear(hidden, 64))

    def forward(
        self, x: torch.Tensor, eps: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """Give the reconstruction term and the KL term, means over the batch."""
        mu, logvar = self.enc(x).split(self.k, dim=1)  # (N, k) each
        z = mu + torch.exp(0.5 * logvar) * eps
        rec = 0.5 * (self.dec(z) - x).pow(2).sum(dim=1) / self.var  # (N,)
        kl = 0.5 * (mu**2 + logvar.exp() - 1 - logvar).sum(dim=1)  # (N,)
        return rec.mean(), kl.mean()


def train(model: VAE, X: torch.Tensor, steps: int = 1000) -> None:
    """Minimize reconstruction + KL, which maximizes the ELBO."""
    optimizer = torch.optim.Adam(model.parameters(), lr=0.005)
    for _ in range(steps):
        batch = X[torch.randint(len(X), (200,))]
        rec, kl = model(batch, torch.randn(200, model.k))
        optimizer.zero_grad()
        (rec + kl).backward()
        optimizer.step()


# --8<-- [end:vae]


def load(net: nn.Sequential, params: list[np.ndarray]) -> None:
    """Copy NumPy parameters into the linear layers (PyTorch stores W transposed)."""
    layers = [layer for layer in net if isinstance(layer, nn.Linear)]
    for i, layer in enumerate(layers):
        layer.weight.data = torch.tensor(params[2 * i].T)
        layer.bias.data = torch.tensor(params[2 * i + 1])


def grads_of(net: nn.Sequential) -> list[np.ndarray]:
    """Gradients in the order and shape of scratch.py."""
    return [p.grad.numpy().T for p in net.parameters()]


# --8<-- [start:agree]
def compare() -> None:
    """Same parameters, same images, same epsilon: same loss, same gradients."""
    rng = np.random.default_rng(0)
    X, eps = rng.random((7, 64)), rng.normal(size=(7, 3))
    enc, dec = nets.mlp([64, 16, 6], rng), nets.mlp([3, 16, 64], rng)
    rec, divergence, grads = scratch.loss_and_grads(enc, dec, X, eps, var=0.1)

    model = VAE(k=3, hidden=16, var=0.1).double()
    load(model.enc, enc)
    load(model.dec, dec)
    rec_t, kl_t = model(torch.tensor(X), torch.tensor(eps))
    (rec_t + kl_t).backward()
    assert np.allclose([rec, divergence], [rec_t.item(), kl_t.item()])
    torch_grads = grads_of(model.enc) + grads_of(model.dec)
    for ours, theirs in zip(grads, torch_grads, strict=True):
        assert np.allclose(ours, theirs)
    print(f"VAE: loss and {len(grads)} gradients agree")


# --8<-- [end:agree]


# --8<-- [start:distributions]
def with_distributions() -> None:
    """The worked example with torch.distributions; rsample keeps the gradient."""
    mu = torch.tensor(scratch.MU, requires_grad=True)
    logvar = torch.tensor(scratch.LOGVAR, requires_grad=True)
    q = Normal(mu, torch.exp(0.5 * logvar))
    divergence = kl_divergence(q, Normal(0.0, 1.0))
    print(f"kl_divergence: {divergence.item():.4f}")
    print("sample() has a gradient:", q.sample().requires_grad)
    print("rsample() has a gradient:", q.rsample().requires_grad)

    z = mu + torch.exp(0.5 * logvar) * scratch.EPS
    error = z * torch.tensor(scratch.V) - torch.tensor(scratch.X)
    (0.5 * (error**2).sum() + divergence).backward()
    print(f"dL/dmu {mu.grad.item():.4f}, dL/dlogvar {logvar.grad.item():.4f}")
    ours = scratch.one_sample(scratch.MU, scratch.LOGVAR, scratch.EPS)
    assert np.isclose(mu.grad.item(), ours["dL/dmu"], atol=1e-6)
    assert np.isclose(logvar.grad.item(), ours["dL/dlogvar"], atol=1e-6)


# --8<-- [end:distributions]


def roughness(images: torch.Tensor) -> float:
    """Mean absolute difference of neighboring pixels."""
    grid = images.reshape(-1, 8, 8)
    return (grid[:, :, 1:] - grid[:, :, :-1]).abs().mean().item()


def main() -> None:
    """Compare, train on digits, and look at samples."""
    compare()
    with_distributions()
    p, q = Normal(1.0, 2.0), Normal(0.0, 0.5)
    closed = np.log(2.0 / 0.5) + (0.5**2 + 1.0) / (2 * 2.0**2) - 0.5
    assert np.isclose(kl_divergence(q, p).item(), closed)

    torch.manual_seed(0)
    train_x, test_x, _ = nets.data()
    X, X_test = (torch.tensor(a, dtype=torch.float32) for a in (train_x, test_x))
    for k, most_left in ((8, 30), (2, 60)):
        model = VAE(k)
        train(model, X)
        with torch.no_grad():
            mu = model.enc(X_test)[:, :k]
            share = nets.left(test_x, model.dec(mu).numpy())
            ratio = roughness(model.dec(torch.randn(1000, k))) / roughness(X_test)
        print(f"k = {k}: less than {most_left} percent left: {share < most_left}")
        print(f"k = {k}: samples are smoother than digits: {ratio < 0.97}")
        assert share < most_left
        assert ratio < 0.97


if __name__ == "__main__":
    main()
