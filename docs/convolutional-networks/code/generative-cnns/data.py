"""Digits of scikit-learn as images from 0 to 1, and PSNR."""

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


# --8<-- [end:data]
