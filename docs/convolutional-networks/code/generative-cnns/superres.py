"""Super-resolution of digits, 4 x 4 to 8 x 8, against interpolation."""

import os

import numpy as np
import torch
from data import digits, pixel_shuffle, psnr
from torch import nn
from torch.nn import functional as F

torch.set_num_threads(1)
torch.set_default_dtype(torch.float64)  # same digits on every CPU
NUDGE = float(os.environ.get("NUDGE", "0"))


# --8<-- [start:net]
def enlarge(small: torch.Tensor, mode: str) -> torch.Tensor:
    """Interpolate to twice the size."""
    return F.interpolate(small, scale_factor=2, mode=mode)


class Net(nn.Module):
    """Convolutions on the small image, then pixel shuffle, added to bicubic."""

    def __init__(self, c: int = 24) -> None:
        super().__init__()
        self.body = nn.Sequential(
            nn.Conv2d(1, c, 3, padding=1), nn.ReLU(),
            nn.Conv2d(c, c, 3, padding=1), nn.ReLU(),
            nn.Conv2d(c, 4, 3, padding=1), nn.PixelShuffle(2),  # (N, 1, 8, 8)
        )  # fmt: skip

    def forward(self, small: torch.Tensor) -> torch.Tensor:
        """(N, 1, 4, 4) to (N, 1, 8, 8)."""
        return enlarge(small, "bicubic") + self.body(small)


# --8<-- [end:net]


def train(seed: int, small: torch.Tensor, X: torch.Tensor) -> nn.Module:
    """Mean squared error, 250 steps of 64 images."""
    torch.manual_seed(seed)
    rng, net = np.random.default_rng(seed), Net()
    with torch.no_grad():
        net.body[0].weight += NUDGE
    optimizer = torch.optim.Adam(net.parameters(), lr=5e-3)
    for _ in range(250):
        i = rng.integers(0, len(X), 64)
        loss = ((net(small[i]) - X[i]) ** 2).mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return net


def main() -> None:
    """PSNR on test digits."""
    maps = np.random.default_rng(0).normal(size=(2, 12, 3, 5))
    torch.testing.assert_close(
        torch.tensor(pixel_shuffle(maps, 2)), F.pixel_shuffle(torch.tensor(maps), 2)
    )
    X, T = map(torch.tensor, digits())
    small, small_T = F.avg_pool2d(X, 2), F.avg_pool2d(T, 2)
    for mode in ("nearest", "bicubic"):
        print(f"{mode}: PSNR {psnr(T.numpy(), enlarge(small_T, mode).numpy()):.1f} dB")
    A = np.c_[small.flatten(1).numpy(), np.ones(len(X))]
    B = np.linalg.lstsq(A, X.flatten(1).numpy(), rcond=None)[0]
    guess = np.c_[small_T.flatten(1).numpy(), np.ones(len(T))] @ B
    print(f"linear regression: PSNR {psnr(T.flatten(1).numpy(), guess):.1f} dB")
    scores = []
    for seed in range(3):
        net = train(seed, small, X)
        with torch.no_grad():
            out = net(small_T).numpy()
        scores.append(psnr(T.numpy(), out))
    print(f"network: PSNR {np.mean(scores):.1f} dB")
    print(f"contrast (standard deviation): real {T.std():.2f}, network {out.std():.2f}")


if __name__ == "__main__":
    main()
