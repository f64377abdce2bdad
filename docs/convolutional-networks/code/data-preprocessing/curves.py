"""What augmentation is worth with 100 labeled digits: seven ways, five seeds."""

from collections.abc import Callable

import numpy as np
import torch
from sklearn.datasets import load_digits
from torch import Tensor, nn
from torch.nn import functional as F

torch.set_num_threads(1)
torch.set_default_dtype(torch.float64)
DIGITS = load_digits()
X = torch.tensor(DIGITS.images[:, None] / 16)  # (1797, 1, 8, 8)
Y = torch.tensor(DIGITS.target)
SEEDS = range(5)


# --8<-- [start:ways]
def flip(x: Tensor, draw: torch.Generator) -> Tensor:
    """Mirror each image with probability one half."""
    coin = torch.rand(len(x), 1, 1, 1, generator=draw) < 0.5
    return torch.where(coin, x.flip(3), x)


def shift(x: Tensor, draw: torch.Generator) -> Tensor:
    """Move each image by -1, 0 or 1 pixels along both axes."""
    padded = F.pad(x, (1, 1, 1, 1))[:, 0]
    start = torch.randint(0, 3, (len(x), 2, 1), generator=draw)
    rows, columns = (start + torch.arange(8)).unbind(dim=1)
    image = torch.arange(len(x))[:, None, None]
    return padded[image, rows[:, :, None], columns[:, None, :]][:, None]


def rotate(x: Tensor, draw: torch.Generator) -> Tensor:
    """Turn each image by up to 15 degrees."""
    t = (torch.rand(len(x), generator=draw, dtype=x.dtype) * 2 - 1) * np.pi / 12
    c, s, zero = t.cos(), t.sin(), torch.zeros_like(t)
    matrix = torch.stack([c, -s, zero, s, c, zero], dim=1).reshape(-1, 2, 3)
    grid = F.affine_grid(matrix, x.shape, align_corners=False)
    return F.grid_sample(x, grid, align_corners=False)


def cutout(x: Tensor, draw: torch.Generator) -> Tensor:
    """Cover a 3 x 3 square of each image."""
    start = torch.randint(0, 6, (len(x), 2, 1), generator=draw)
    inside = (torch.arange(8) >= start) & (torch.arange(8) < start + 3)
    return x * ~(inside[:, 0, :, None] & inside[:, 1, None, :])[:, None]


def noise(x: Tensor, draw: torch.Generator) -> Tensor:
    """Add a normal number with deviation 0.1 to each pixel."""
    return x + 0.1 * torch.randn(x.shape, generator=draw, dtype=x.dtype)


# --8<-- [end:ways]


def nothing(x: Tensor, _: torch.Generator) -> Tensor:
    """No augmentation."""
    return x


# --8<-- [start:fit]
def fit(change: Callable | None, seed: int, labels: int, steps: int) -> nn.Module:
    """Train on the first labels of a shuffled order; None stands for mixup."""
    torch.manual_seed(seed)
    draw = torch.Generator().manual_seed(seed)
    few = order(seed)[:labels]
    model = nn.Sequential(
        nn.Conv2d(1, 8, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(8, 16, 3, padding=1), nn.ReLU(), nn.Flatten(), nn.Linear(256, 10),
    )  # fmt: skip
    optimizer = torch.optim.Adam(model.parameters(), lr=0.02)
    targets = F.one_hot(Y[few], 10).double()
    for step in range(steps):
        for group in optimizer.param_groups:  # slow down to 0 at the end
            group["lr"] = 0.02 * (1 - step / steps)
        x, y = X[few], targets
        if change is None:
            share = torch.rand(1, generator=draw).item()  # Beta(1, 1)
            partner = torch.randperm(labels, generator=draw)
            x, y = x.lerp(x[partner], 1 - share), y.lerp(y[partner], 1 - share)
        else:
            x = change(x, draw)
        optimizer.zero_grad()
        F.cross_entropy(model(x), y).backward()
        optimizer.step()
    return model


# --8<-- [end:fit]


def order(seed: int) -> Tensor:
    """A shuffled order of all digits; the last 800 are the test set."""
    return torch.randperm(len(Y), generator=torch.Generator().manual_seed(seed))


def right(model: nn.Module, images: Tensor, truth: Tensor) -> float:
    """Percent of right answers."""
    with torch.no_grad():
        return 100 * (model(images).argmax(dim=1) == truth).double().mean().item()


def main() -> None:
    """Train each way on five random sets of 100 labels; test on 800 other digits."""
    ways: list[tuple[str, Callable | None]] = [
        ("nothing", nothing), ("shift", shift), ("rotate", rotate),
        ("cutout", cutout), ("noise", noise), ("mixup", None), ("flip", flip),
    ]  # fmt: skip
    base: list[float] = []
    for name, change in ways:
        rows = []
        for seed in SEEDS:
            model = fit(change, seed, 100, 60)
            test = order(seed)[-800:]
            images, truth = X[test], Y[test]
            moved = shift(images, torch.Generator().manual_seed(99))
            views = [images, moved]
            if name in ("nothing", "flip"):
                views += [images.flip(3), images.flip(2).flip(3), 16 * images]
            rows.append([right(model, view, truth) for view in views])
        scores = np.array(rows)
        mean = scores.mean(axis=0)
        base = base or scores[:, 0].tolist()
        wins = int((scores[:, 0] > base).sum())
        print(
            f"{name:8} {mean[0]:.0f}% ({scores[:, 0].min():.0f} to "
            f"{scores[:, 0].max():.0f}), better in {wins} of 5, moved {mean[1]:.0f}%"
        )
        if name in ("nothing", "flip"):
            print(
                f"   mirrored {mean[2]:.0f}%, turned by 180 degrees {mean[3]:.0f}%",
                end="",
            )
            print(f", scale 0 to 16 instead of 0 to 1 {mean[4]:.0f}%")


if __name__ == "__main__":
    main()
