"""A miniature DCGAN on digits, judged by its distance to real ones and its variety."""

import os

import numpy as np
import torch
from autoencoder import nearest, rows
from data import digits
from torch import nn
from torch.nn.functional import softplus

torch.set_num_threads(1)
torch.set_default_dtype(torch.float64)  # same digits on every CPU
STEPS = 200
NUDGE = float(os.environ.get("NUDGE", "0"))


# --8<-- [start:net]
def generator() -> nn.Sequential:
    """(N, 16) to (N, 1, 8, 8): batch norm and ReLU, but tanh alone at the end."""
    return nn.Sequential(
        nn.Unflatten(1, (16, 1, 1)),
        nn.ConvTranspose2d(16, 32, 2, bias=False), nn.BatchNorm2d(32), nn.ReLU(),
        nn.ConvTranspose2d(32, 16, 4, 2, 1, bias=False), nn.BatchNorm2d(16), nn.ReLU(),
        nn.ConvTranspose2d(16, 1, 4, 2, 1), nn.Tanh(),
    )  # fmt: skip


def discriminator() -> nn.Sequential:
    """(N, 1, 8, 8) to (N, 1) logits: strides, Leaky ReLU, no norm at the input."""
    return nn.Sequential(
        nn.Conv2d(1, 16, 4, 2, 1), nn.LeakyReLU(0.2),
        nn.Conv2d(16, 32, 4, 2, 1, bias=False), nn.BatchNorm2d(32), nn.LeakyReLU(0.2),
        nn.Conv2d(32, 1, 2), nn.Flatten(),
    )  # fmt: skip


# --8<-- [end:net]


# --8<-- [start:train]
def train(seed: int, X: torch.Tensor) -> nn.Module:
    """Alternate one step of D and one of G."""
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    G, D = generator(), discriminator()
    for layer in [*G, *D]:
        if isinstance(layer, nn.Conv2d | nn.ConvTranspose2d):
            weight = rng.normal(0, 0.02, layer.weight.shape) + NUDGE
            layer.weight.data = torch.tensor(weight)
    opt_g = torch.optim.Adam(G.parameters(), lr=2e-3, betas=(0.5, 0.999))
    opt_d = torch.optim.Adam(D.parameters(), lr=2e-3, betas=(0.5, 0.999))
    for _ in range(STEPS):
        real = X[rng.integers(0, len(X), 32)]
        fake = G(torch.tensor(rng.normal(size=(32, 16))))
        loss_d = softplus(-D(real)).mean() + softplus(D(fake.detach())).mean()
        opt_d.zero_grad()
        loss_d.backward()
        opt_d.step()
        loss_g = softplus(-D(fake)).mean()
        opt_g.zero_grad()
        loss_g.backward()
        opt_g.step()
    return G.eval()


# --8<-- [end:train]


def main() -> None:
    """Compare samples with baselines."""
    X, T = digits()
    z = torch.tensor(np.random.default_rng(9).normal(size=(500, 16)))

    def report(name: str, images: list[np.ndarray]) -> None:
        near = np.mean([nearest(i, X) for i in images])
        cover = np.mean([nearest(T, i) for i in images])
        print(f"{name}: to nearest real {near:.2f}, from test digits {cover:.2f}")

    near, cover = nearest(T, X), nearest(T, X[:500])
    print(f"real digits: to nearest real {near:.2f}, from test digits {cover:.2f}")
    report("mean image", [X.mean(0)[None]])
    noise = np.random.default_rng(0).normal(size=(500, *X.shape[1:]))
    report("pixels drawn alone", [(X.mean(0) + X.std(0) * noise).clip(0, 1)])
    fakes = []
    for seed in range(3):
        G = train(seed, torch.tensor(2 * X - 1))
        with torch.no_grad():
            fakes.append((G(z).numpy() + 1) / 2)
    report("DCGAN", fakes)
    rows("DCGAN", fakes[0])


if __name__ == "__main__":
    main()
