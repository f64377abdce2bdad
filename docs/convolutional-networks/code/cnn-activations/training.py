"""A six-layer CNN with four activations; and what a large step does to channels."""

import sys

import torch
from sklearn.datasets import load_digits
from torch import nn

ACTIVATIONS = {
    "sigmoid": nn.Sigmoid, "ReLU": nn.ReLU, "ELU": nn.ELU, "SiLU": nn.SiLU,
}  # fmt: skip


# --8<-- [start:model]
def network(activation: type[nn.Module], depth: int = 6) -> nn.Sequential:
    """3 x 3 convolutions of 8 channels, an activation after each, a global mean."""
    layers, channels = [], 1
    for index in range(depth):
        conv = nn.Conv2d(channels, 8, 3, padding=1)
        nn.init.kaiming_normal_(conv.weight, nonlinearity="relu")
        nn.init.constant_(conv.bias, 0.01)  # not 0: blank pixels would sit on the kink
        layers, channels = [*layers, conv, activation()], 8
        if index == 1:
            layers.append(nn.MaxPool2d(2))  # 8 x 8 -> 4 x 4
    pool = nn.AdaptiveAvgPool2d(1)
    return nn.Sequential(*layers, pool, nn.Flatten(), nn.Linear(8, 10)).double()


def dead_channels(model: nn.Sequential, X: torch.Tensor) -> int:
    """Channels that are zero at every position of every image."""
    dead = 0
    with torch.no_grad():
        for layer in model:
            X = layer(X)
            if isinstance(layer, nn.ReLU):
                dead += int((X.amax(dim=(0, 2, 3)) <= 0).sum())
    return dead


# --8<-- [end:model]


def fit(model: nn.Module, X: torch.Tensor, y: torch.Tensor, optimizer, steps: int):
    """Train on batches of 32; return the first gradient ratio, first to last layer."""
    draw, ratio = torch.Generator().manual_seed(0), 0.0
    for step in range(steps):
        batch = torch.randint(len(y), (32,), generator=draw)
        loss = nn.functional.cross_entropy(model(X[batch]), y[batch])
        optimizer.zero_grad()
        loss.backward()
        if step == 0:
            norms = [m.weight.grad.norm() for m in model if isinstance(m, nn.Conv2d)]
            ratio = float(norms[0] / norms[-1])
        optimizer.step()
    return ratio


def make(activation: type[nn.Module], seed: int) -> nn.Sequential:
    """A seeded network; an argument on the command line perturbs it."""
    torch.manual_seed(seed)
    model = network(activation)
    if len(sys.argv) > 1:
        for p in model.parameters():
            p.data += float(sys.argv[1]) * torch.randn_like(p)
    return model


def main() -> None:
    """Print both tables."""
    images, labels = load_digits(return_X_y=True)
    X = torch.tensor(images).reshape(-1, 1, 8, 8) / 16
    y = torch.tensor(labels)
    print("activation | gradient ratio | accuracy in %, to the nearest 5: mean (range)")
    for name, activation in ACTIVATIONS.items():
        ratios, rights = [], []
        for seed in range(3):
            model = make(activation, seed)
            optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
            ratios.append(fit(model, X[:1200], y[:1200], optimizer, 90))
            with torch.no_grad():
                hits = (model(X[1200:]).argmax(1) == y[1200:]).double()
            rights.append(100 * hits.mean().item())
        values = (sum(rights) / 3, min(rights), max(rights))
        mean, low, high = (5 * round(v / 5) for v in values)
        print(f"{name} | {sorted(ratios)[1]:.0e} | {mean} ({low}-{high})")

    print("rate of SGD, 15 steps | dead of 48 channels, three seeds")
    for rate in (0.1, 4.0):
        counts = []
        for seed in range(3):
            model = make(nn.ReLU, seed)
            start = dead_channels(model, X[:300])
            optimizer = torch.optim.SGD(model.parameters(), rate)
            fit(model, X[:1200], y[:1200], optimizer, 15)
            counts.append(f"{start} -> {dead_channels(model, X[:300])}")
        print(f"{rate} | " + ", ".join(counts))


if __name__ == "__main__":
    main()
