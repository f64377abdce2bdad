"""Noisy pictures of solid discs and striped squares, their masks, and a score."""

import numpy as np


# --8<-- [start:scenes]
def scenes(n: int, seed: int, size: int = 24) -> tuple[np.ndarray, np.ndarray]:
    """Pictures (n, 1, size, size); masks (n, size, size): 0 none, 1 disc, 2 square."""
    rng = np.random.default_rng(seed)
    X, Y = np.zeros((n, 1, size, size)), np.zeros((n, size, size), int)
    rows, cols = np.mgrid[:size, :size]
    for x, y in zip(X[:, 0], Y, strict=True):
        slope = rng.uniform(-0.6, 0.6, 2)  # uneven light
        x += slope[0] * (rows / size - 0.5) + slope[1] * (cols / size - 0.5)
        for kind in rng.integers(1, 3, rng.integers(1, 4)):  # 1 to 3 shapes
            (a, b), r = rng.integers(3, size - 3, 2), rng.integers(2, 6)
            i, j = rows - a, cols - b
            inside = i**2 + j**2 <= r**2 if kind == 1 else np.maximum(i**2, j**2) < r**2
            shape, light = inside & (y == 0), rng.uniform(0.5, 0.8)
            y[shape] = kind
            paint = light if kind == 1 else 2 * light * (j % 4 < 2)  # equal means
            x += shape * paint
        x += rng.normal(0, 0.2, x.shape)
    return X, Y


# --8<-- [end:scenes]


# --8<-- [start:scores]
def class_iou(guess: np.ndarray, truth: np.ndarray, classes: int = 3) -> np.ndarray:
    """Shared pixels over covered pixels of each class, counted over all images."""
    table = np.bincount(
        classes * truth.ravel() + guess.ravel(), minlength=classes**2
    ).reshape(classes, classes)  # rows: true class, columns: predicted class
    both = np.diag(table)
    return both / (table.sum(0) + table.sum(1) - both)


# --8<-- [end:scores]
