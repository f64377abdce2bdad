"""Two heads on the same convolution: parameters, accuracy, and few examples."""

import sys

import torch
from sklearn.datasets import load_digits
from torch import nn


# --8<-- [start:models]
def network(head: str) -> nn.Sequential:
    """One 3 x 3 convolution with 24 maps, then one of two heads."""
    body = [nn.Conv2d(1, 24, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2)]
    if head == "flatten":
        return nn.Sequential(*body, nn.Flatten(), nn.Linear(24 * 16, 10)).double()
    pool = nn.AdaptiveAvgPool2d(1)
    return nn.Sequential(*body, pool, nn.Flatten(), nn.Linear(24, 10)).double()


# --8<-- [end:models]


def accuracy(head: str, examples: int, seed: int, X, y) -> float:
    """Train for 150 updates of Adam, test on the last 597 digits."""
    torch.manual_seed(seed)
    model = network(head)
    if len(sys.argv) > 1:
        for p in model.parameters():
            p.data += float(sys.argv[1]) * torch.randn_like(p)
    optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
    draw = torch.Generator().manual_seed(seed)
    for _ in range(150):
        batch = torch.randint(examples, (40,), generator=draw)
        loss = nn.functional.cross_entropy(model(X[batch]), y[batch])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    with torch.no_grad():
        return 100 * (model(X[1200:]).argmax(1) == y[1200:]).double().mean().item()


def main() -> None:
    """Print accuracy in percent: mean of three seeds (lowest-highest)."""
    images, labels = load_digits(return_X_y=True)
    X, y = torch.tensor(images).reshape(-1, 1, 8, 8) / 16, torch.tensor(labels)
    for head in ("flatten", "global average"):
        size = sum(p.numel() for p in network(head).parameters())
        print(f"{head}, {size:,} parameters", end="")
        for examples in (100, 1200):
            rights = [accuracy(head, examples, seed, X, y) for seed in range(3)]
            mean = f"{sum(rights) / 3:.0f} ({min(rights):.0f}-{max(rights):.0f})"
            print(f" | {examples} examples: {mean}", end="")
        print()


if __name__ == "__main__":
    main()
