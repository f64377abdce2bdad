"""A small U-Net with and without skip connections, against naive baselines."""

import os

import numpy as np
import torch
from scenes import class_iou, scenes
from scipy.ndimage import gaussian_filter
from torch import nn
from torch.nn import functional as F

torch.set_num_threads(1)
torch.set_default_dtype(torch.float64)  # same digits on every CPU
STEPS, CHANNELS, SEEDS = 120, 6, range(3)
RATE = 0.01  # chosen by rates.py, for both networks
NUDGE = float(os.environ.get("NUDGE", "0"))  # to test how robust the digits are


# --8<-- [start:unet]
def block(c_in: int, c_out: int) -> nn.Sequential:
    """Two 3 x 3 convolutions that keep the size."""
    layers = []
    for a in (c_in, c_out):
        conv = nn.Conv2d(a, c_out, 3, padding=1, bias=False)
        layers += [conv, nn.BatchNorm2d(c_out), nn.ReLU()]
    return nn.Sequential(*layers)


class UNet(nn.Module):
    """Two levels down, two up; each decoder block also reads the encoder's map."""

    def __init__(self, c: int = CHANNELS, classes: int = 3, skip: bool = True) -> None:
        super().__init__()
        self.skip = skip
        self.down1, self.down2, self.bottom = (
            block(1, c), block(c, 2 * c), block(2 * c, 4 * c),
        )  # fmt: skip
        self.up2 = nn.ConvTranspose2d(4 * c, 2 * c, kernel_size=2, stride=2)
        self.up1 = nn.ConvTranspose2d(2 * c, c, kernel_size=2, stride=2)
        wide = 2 if skip else 1  # concatenation doubles the channels
        self.merge2, self.merge1 = block(wide * 2 * c, 2 * c), block(wide * c, c)
        self.scores = nn.Conv2d(c, classes, kernel_size=1)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(N, 1, H, W) to scores (N, classes, H, W); H and W divisible by 4."""
        e1 = self.down1(x)  # (N, c, H, W)
        e2 = self.down2(F.max_pool2d(e1, 2))  # (N, 2c, H/2, W/2)
        z = self.bottom(F.max_pool2d(e2, 2))  # (N, 4c, H/4, W/4)
        z = self.up2(z)  # (N, 2c, H/2, W/2)
        z = self.merge2(torch.cat([z, e2], 1) if self.skip else z)
        z = self.up1(z)  # (N, c, H, W)
        z = self.merge1(torch.cat([z, e1], 1) if self.skip else z)
        return self.scores(z)


# --8<-- [end:unet]


# --8<-- [start:train]
def train(
    seed: int, skip: bool, X: np.ndarray, Y: np.ndarray,
    rate: float = RATE, steps: int = STEPS,
) -> nn.Module:  # fmt: skip
    """Cross-entropy at every pixel, Adam with a falling learning rate."""
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    net = UNet(skip=skip)
    with torch.no_grad():
        net.down1[0].weight += NUDGE
    optimizer = torch.optim.Adam(net.parameters(), lr=rate)
    falling = torch.optim.lr_scheduler.LinearLR(optimizer, 1, 0.05, steps)
    X, Y = torch.tensor(X), torch.tensor(Y)
    for _ in range(steps):
        batch = rng.integers(0, len(X), 8)
        loss = F.cross_entropy(net(X[batch]), Y[batch])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        falling.step()
    return net.eval()


# --8<-- [end:train]


def predict(net: nn.Module, X: np.ndarray) -> np.ndarray:
    """Class of every pixel."""
    with torch.no_grad():
        return net(torch.tensor(X)).argmax(1).numpy()


def threshold(train: tuple, X: np.ndarray, blur: float) -> np.ndarray:
    """Bright means disc: the cut with the best mean IoU on the training set."""

    def soft(pictures: np.ndarray) -> np.ndarray:
        return np.stack([gaussian_filter(x, blur) for x in pictures[:, 0]])

    bright, truth = soft(train[0]), train[1]
    cuts = np.linspace(0, 1.5, 61)
    scores = [
        [class_iou(kind * (bright > cut), truth).mean() for cut in cuts]
        for kind in (1, 2)
    ]
    kind, best = np.unravel_index(np.argmax(scores), (2, len(cuts)))
    return (kind + 1) * (soft(X) > cuts[best])


def report(name: str, guesses: list[np.ndarray], truth: np.ndarray) -> None:
    """Print percentages, averaged over seeds."""
    ious = 100 * np.array([class_iou(g, truth) for g in guesses])
    shape = [100 * class_iou((g > 0) * 1, (truth > 0) * 1, 2)[1] for g in guesses]
    accuracy = 100 * np.mean([(g == truth).mean() for g in guesses])
    runs = ious.mean(1)
    spread = f" ({runs.min():.0f} to {runs.max():.0f})" if len(guesses) > 1 else ""
    print(f"{name}: pixel accuracy {accuracy:.0f}, mean IoU {runs.mean():.0f}{spread}")
    parts = ", ".join(
        f"{part} {v:.0f}"
        for part, v in zip(("background", "disc", "square"), ious.mean(0), strict=True)
    )
    print(f"    IoU {parts}; any shape {np.mean(shape):.0f}")


def grid(name: str, values: np.ndarray) -> None:
    """Print one mask as rows of digits, for the figure."""
    print(name, "/".join("".join(map(str, row)) for row in values))


def main() -> None:
    """Train, compare, and print one test image for the figure."""
    data, (X, truth) = scenes(300, seed=0), scenes(200, seed=1)
    share = 100 * np.bincount(truth.ravel()) / truth.size
    print("percent of pixels:", share.round().astype(int).tolist())
    report("all background", [np.zeros_like(truth)], truth)
    report("threshold", [threshold(data, X, blur=0)], truth)
    blurred = threshold(data, X, blur=1.5)
    report("blur, then threshold", [blurred], truth)
    shown = 23
    grid("truth", truth[shown])
    grid("threshold", blurred[shown])
    for name, skip in (("no skips", False), ("U-Net", True)):
        nets = [train(seed, skip, *data) for seed in SEEDS]
        guesses = [predict(net, X) for net in nets]
        print(f"{sum(p.numel() for p in nets[0].parameters()):,} parameters", end=", ")
        report(name, guesses, truth)
        grid(name, guesses[0][shown])


if __name__ == "__main__":
    main()
