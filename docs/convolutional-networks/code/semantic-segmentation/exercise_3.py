"""A rare class: three losses for dots that cover 1.6 percent of the pixels."""

import os

import numpy as np
import torch
from library import dice_loss
from torch.nn import functional as F
from train import UNet

STEPS, SEEDS = 80, range(3)
NUDGE = float(os.environ.get("NUDGE", "0"))


# --8<-- [start:losses]
def dots(n: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """One 2 x 2 dot in a noisy picture of 16 x 16 pixels."""
    rng = np.random.default_rng(seed)
    X, Y = rng.normal(0, 1, (n, 1, 16, 16)), np.zeros((n, 16, 16))
    for x, y in zip(X[:, 0], Y, strict=True):
        i, j = rng.integers(0, 15, 2)
        y[i : i + 2, j : j + 2] = 1
        x += 3 * y
    return X, Y


def loss_of(name: str, logits: torch.Tensor, masks: torch.Tensor) -> torch.Tensor:
    """Plain, weighted, or joined by Dice."""
    weight = torch.tensor(20.0) if name == "weight 20" else None
    loss = F.binary_cross_entropy_with_logits(logits, masks, pos_weight=weight)
    return loss + dice_loss(logits, masks) if name == "plus Dice" else loss


# --8<-- [end:losses]


def scores(name: str, seed: int, X: np.ndarray, Y: np.ndarray) -> list[float]:
    """IoU, precision and recall of the dot class on test data, in percent."""
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    net = UNet(c=4, classes=1)
    with torch.no_grad():
        net.down1[0].weight += NUDGE
    optimizer = torch.optim.Adam(net.parameters(), lr=0.01)
    for _ in range(STEPS):
        batch = rng.integers(0, len(X), 8)
        logits = net(torch.tensor(X[batch]))[:, 0]
        loss = loss_of(name, logits, torch.tensor(Y[batch]))
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    net.eval()
    X, truth = dots(100, seed=1)
    with torch.no_grad():
        guess = net(torch.tensor(X))[:, 0].numpy() > 0
    both, said, true = (guess * truth).sum(), guess.sum(), truth.sum()
    return [100 * both / (said + true - both), 100 * both / max(said, 1),
            100 * both / true]  # fmt: skip


def main() -> None:
    """Compare the losses; the naive baseline marks nothing."""
    X, Y = dots(300, seed=0)
    share = 100 * Y.mean()
    print(f"dots cover {share:.1f}% of the pixels")
    print(f"mark nothing: pixel accuracy {100 - share:.1f}, IoU 0")
    for name in ("plain", "weight 20", "plus Dice"):
        runs = np.array([scores(name, seed, X, Y) for seed in SEEDS])
        iou, precision, recall = runs.mean(0)
        spread = f"({runs[:, 0].min():.0f} to {runs[:, 0].max():.0f})"
        print(f"{name}: IoU {iou:.0f} {spread}", end=", ")
        print(f"precision {precision:.0f}, recall {recall:.0f}")


if __name__ == "__main__":
    main()
