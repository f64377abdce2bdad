"""Digits, augmentations, encoder and linear probe for this page."""

import math
import warnings

import numpy as np
import torch
from sklearn.datasets import load_digits
from sklearn.linear_model import LogisticRegression
from torch import Tensor, nn
from torch.nn import functional as F

warnings.filterwarnings("ignore")
TRAIN = 1000


def data(seed: int) -> tuple[Tensor, np.ndarray]:
    """Give shuffled images (1797, 1, 8, 8) with ink 0 to 1, and labels."""
    order = np.random.default_rng(seed).permutation(1797)
    X, y = load_digits(return_X_y=True)
    return torch.tensor(X[order] / 16).reshape(-1, 1, 8, 8), y[order]


# --8<-- [start:augment]
def augment(
    X: Tensor, rng: torch.Generator, move: float = 1.0, noise: float = 1.0
) -> Tensor:
    """Turn, shear, scale and shift each image a little, then add noise."""
    N = len(X)
    u = torch.rand(N, 5, generator=rng, dtype=X.dtype) * 2 - 1  # (N, 5) in -1 to 1
    angle, shear = 0.25 * move * u[:, 0], 0.2 * move * u[:, 1]
    scale = 1 + 0.12 * move * u[:, 2]
    theta = torch.zeros(N, 2, 3, dtype=X.dtype)
    theta[:, 0, 0] = theta[:, 1, 1] = angle.cos() * scale
    theta[:, 0, 1] = (shear - angle.sin()) * scale
    theta[:, 1, 0] = angle.sin() * scale
    theta[:, :, 2] = 0.25 * move * u[:, 3:]  # up to one pixel
    grid = F.affine_grid(theta, list(X.shape), align_corners=False)
    X = F.grid_sample(X, grid, align_corners=False)
    return X + 0.1 * noise * torch.randn(X.shape, generator=rng, dtype=X.dtype)


# --8<-- [end:augment]


def mlp(sizes: list[int], rng: torch.Generator) -> nn.Sequential:
    """Linear layers with ReLU between them, in float64."""
    layers: list[nn.Module] = [nn.Flatten()]
    for i in range(len(sizes) - 1):
        layer = nn.Linear(sizes[i], sizes[i + 1]).double()
        with torch.no_grad():
            layer.weight.normal_(0, math.sqrt(2 / sizes[i]), generator=rng)
            layer.bias.zero_()
        layers += [layer, nn.ReLU()]
    return nn.Sequential(*layers[:-1])


def probe(Z: Tensor, y: np.ndarray, per_class: int) -> float:
    """Test accuracy in percent of a linear classifier on frozen features."""
    H = Z.detach().flatten(1).numpy()
    H = (H - H[:TRAIN].mean(axis=0)) / H[:TRAIN].std(axis=0).mean().clip(1e-9)
    rows = np.concatenate(
        [np.flatnonzero(y[:TRAIN] == d)[:per_class] for d in range(10)]
    )
    fit = LogisticRegression(C=1.0, max_iter=300).fit(H[rows], y[rows])
    return 100 * float(fit.score(H[TRAIN:], y[TRAIN:]))


if __name__ == "__main__":
    images, labels = data(0)
    print(f"{TRAIN} images without labels, {len(images) - TRAIN} for the test")
