"""Digits of scikit-learn as images from 0 to 1, PSNR and pixel shuffle."""

import numpy as np
from sklearn.datasets import load_digits


# --8<-- [start:data]
def digits() -> tuple[np.ndarray, np.ndarray]:
    """1,400 training and 397 test images, both of shape (N, 1, 8, 8)."""
    X = load_digits().images[:, None] / 16
    X = X[np.random.default_rng(0).permutation(len(X))]
    return X[:1400], X[1400:]


def psnr(X: np.ndarray, Y: np.ndarray) -> float:
    """Peak signal-to-noise ratio in decibels, for values from 0 to 1."""
    return float(-10 * np.log10(((X - Y) ** 2).mean()))


def pixel_shuffle(X: np.ndarray, r: int) -> np.ndarray:
    """Channels become r x r blocks: (N, C r r, H, W) to (N, C, r H, r W)."""
    N, channels, H, W = X.shape
    blocks = X.reshape(N, channels // r**2, r, r, H, W)
    return blocks.transpose(0, 1, 4, 2, 5, 3).reshape(N, -1, r * H, r * W)


# --8<-- [end:data]
