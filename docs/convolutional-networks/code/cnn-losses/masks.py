"""Small objects: train a segmentation network with cross-entropy or Dice loss."""

import numpy as np
import torch
from library import dice
from torch import Tensor, nn
from torch.nn import functional as F

torch.set_num_threads(1)
torch.set_default_dtype(torch.float64)


# --8<-- [start:data]
def scenes(count: int, seed: int) -> tuple[Tensor, Tensor]:
    """Noise (N, 1, 16, 16) with one 2 x 2 object a bit brighter, and its mask."""
    rng = np.random.default_rng(seed)
    images, masks = rng.normal(size=(count, 1, 16, 16)), np.zeros((count, 16, 16))
    for image, mask in zip(images[:, 0], masks, strict=True):
        i, j = rng.integers(0, 15, size=2)
        mask[i : i + 2, j : j + 2] = 1
        image += 2 * mask
    return torch.tensor(images), torch.tensor(masks)


# --8<-- [end:data]


def score(p: Tensor, g: Tensor, threshold: float) -> float:
    """Mean Dice of the masks p > threshold, in percent."""
    m = (p > threshold).double()
    both = 2 * (m * g).sum((1, 2))
    return 100 * (both / (m.sum((1, 2)) + g.sum((1, 2)))).mean().item()


def main() -> None:
    """Three losses, three seeds."""
    images, masks = scenes(120, 100)
    print(f"pixels of objects: {100 * masks.mean().item():.1f}%", end=", ")
    print(
        f"mark nothing: {100 - 100 * masks.mean().item():.0f}% of pixels right, Dice 0"
    )
    losses = {
        "cross-entropy": lambda z, g: F.binary_cross_entropy_with_logits(z, g),
        "Dice": dice,
        "sum of both": lambda z, g: (
            F.binary_cross_entropy_with_logits(z, g) + dice(z, g)
        ),
    }
    test_images, test_masks = scenes(200, 200)
    for name, loss in losses.items():
        rows = []
        for seed in range(3):
            torch.manual_seed(seed)
            model = nn.Sequential(
                nn.Conv2d(1, 8, 3, padding=1), nn.ReLU(), nn.Conv2d(8, 8, 3, padding=1),
                nn.ReLU(), nn.Conv2d(8, 1, 1), nn.Flatten(1, 1),
            )  # fmt: skip
            optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
            for step in range(120):
                part = torch.arange(30) + 30 * (step % 4)
                optimizer.zero_grad()
                loss(model(images[part])[:, 0], masks[part]).backward()
                optimizer.step()
            with torch.no_grad():
                own = model(images)[:, 0].sigmoid()
                p = model(test_images)[:, 0].sigmoid()
            best = max(np.arange(1, 20) / 20, key=lambda t: score(own, masks, t))
            rows.append([score(p, test_masks, 0.5), score(p, test_masks, best)])
        half, chosen = np.array(rows).T
        print(f"{name:13}: Dice {half.mean():.0f}%", end=" ")
        print(f"({half.min():.0f} to {half.max():.0f}) at threshold 0.5", end=", ")
        print(
            f"{chosen.mean():.0f}% ({chosen.min():.0f} to {chosen.max():.0f})", end=" "
        )
        print("at the threshold best in training")


if __name__ == "__main__":
    main()
