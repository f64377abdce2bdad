"""Two heads on the same convolution: parameters, and accuracy during training."""

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


def accuracy(head: str, marks: tuple[int, ...], seed: int, X, y) -> list[float]:
    """Train with Adam; test on the last 597 digits after each of these updates."""
    torch.manual_seed(seed)
    model = network(head)
    if len(sys.argv) > 1:
        for p in model.parameters():
            p.data += float(sys.argv[1]) * torch.randn_like(p)
    optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
    draw, rights = torch.Generator().manual_seed(seed), []
    for step in range(1, max(marks) + 1):
        batch = torch.randint(1200, (40,), generator=draw)
        loss = nn.functional.cross_entropy(model(X[batch]), y[batch])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        if step in marks:
            with torch.no_grad():
                hits = (model(X[1200:]).argmax(1) == y[1200:]).double()
            rights.append(100 * hits.mean().item())
    return rights


def main() -> None:
    """Print accuracy in percent: mean of three seeds (lowest-highest)."""
    images, labels = load_digits(return_X_y=True)
    X, y = torch.tensor(images).reshape(-1, 1, 8, 8) / 16, torch.tensor(labels)
    for head, marks in (("flatten", (150,)), ("global average", (150, 600))):
        size = sum(p.numel() for p in network(head).parameters())
        print(f"{head}, {size:,} parameters", end="")
        runs = [accuracy(head, marks, seed, X, y) for seed in range(3)]
        for mark, rights in zip(marks, zip(*runs, strict=True), strict=True):
            mean = f"{sum(rights) / 3:.0f} ({min(rights):.0f}-{max(rights):.0f})"
            print(f" | {mark} updates: {mean}", end="")
        print()
    share = y[1200:].bincount().max().item() / 597
    print(f"always the most frequent class: {100 * share:.0f}")


if __name__ == "__main__":
    main()
