"""Four networks learn centered digits and are tested on digits that have moved."""

import sys
from collections.abc import Callable

import torch
from sklearn.datasets import load_digits
from torch import nn

SHIFTS, SEEDS = (0, 1, 2, 3), (0, 1, 2)


# --8<-- [start:models]
def canvas(digits: torch.Tensor, shift: int) -> torch.Tensor:
    """8 x 8 digits on a 16 x 16 canvas, `shift` pixels right of the middle."""
    return nn.functional.pad(digits, (4 + shift, 4 - shift, 4, 4))[:, None]


def mlp() -> nn.Module:
    """One hidden layer that reads all 256 pixels."""
    return nn.Sequential(nn.Flatten(), nn.Linear(256, 64), nn.ReLU(), nn.Linear(64, 10))


def cnn_flat() -> nn.Module:
    """Convolution and pooling; the head still knows the place."""
    return nn.Sequential(
        nn.Conv2d(1, 24, 5, padding=2), nn.ReLU(), nn.MaxPool2d(4), nn.Flatten(),
        nn.Linear(24 * 16, 10),
    )  # fmt: skip


def cnn_global() -> nn.Module:
    """Convolution and a maximum over the whole map: the place is forgotten."""
    return nn.Sequential(
        nn.Conv2d(1, 40, 5, padding=2), nn.ReLU(), nn.MaxPool2d(16),
        nn.Flatten(), nn.Linear(40, 10),
    )  # fmt: skip


# --8<-- [end:models]


def train(
    make: Callable[[], nn.Module], digits: torch.Tensor, y: torch.Tensor, seed: int,
    augment: bool, steps: int = 160,
) -> nn.Module:  # fmt: skip
    """Adam on batches of 40; with augment, each batch gets a shift of its own."""
    torch.manual_seed(seed)
    model = make().double()
    if len(sys.argv) > 1:  # a tiny perturbation, to test what is printed
        for p in model.parameters():
            p.data += float(sys.argv[1]) * torch.randn_like(p)
    draw = torch.Generator().manual_seed(seed)
    optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
    for _ in range(steps):
        batch = torch.randint(len(y), (40,), generator=draw)
        shift = int(torch.randint(-3, 4, (1,), generator=draw)) if augment else 0
        loss = nn.functional.cross_entropy(
            model(canvas(digits[batch], shift)), y[batch]
        )
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return model


def main() -> None:
    """Print accuracy in percent at every shift: mean over seeds, lowest and highest."""
    images, labels = load_digits(return_X_y=True)
    digits = torch.tensor(images).reshape(-1, 8, 8) / 16
    y = torch.tensor(labels)
    print(
        f"always the most frequent class: {100 * y[1200:].bincount().max() / 597:.0f}"
    )
    for name, make, augment in (
        ("MLP", mlp, False),
        ("MLP, shifted training", mlp, True),
        ("CNN, flattened", cnn_flat, False),
        ("CNN, global maximum", cnn_global, False),
    ):
        size = sum(p.numel() for p in make().parameters())
        rows = []
        for seed in SEEDS:
            model = train(make, digits[:1200], y[:1200], seed, augment)
            with torch.no_grad():
                right = [
                    (model(canvas(digits[1200:], s)).argmax(1) == y[1200:])
                    for s in SHIFTS
                ]
            rows.append([100 * r.double().mean().item() for r in right])
        columns = list(zip(*rows, strict=True))
        cells = [f"{sum(c) / 3:.0f} ({min(c):.0f}-{max(c):.0f})" for c in columns]
        print(f"{name} | {size:,} | " + " | ".join(cells))


if __name__ == "__main__":
    main()
