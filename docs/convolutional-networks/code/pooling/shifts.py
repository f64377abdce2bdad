"""What a shift does to pooled edge maps of digits: change, and accuracy."""

from collections.abc import Callable

import numpy as np
from scipy.signal import correlate
from scratch import average_pool, max_pool
from sklearn.datasets import load_digits
from sklearn.linear_model import RidgeClassifier

SHIFTS = (0, 1, 2, 3)
Layer = Callable[[np.ndarray], np.ndarray]
Maps = list[np.ndarray]  # the edge maps of all digits, one array for each shift


def canvas(digits: np.ndarray, shift: int) -> np.ndarray:
    """8 x 8 digits on a 16 x 16 canvas, `shift` pixels right of the middle."""
    return np.pad(digits, ((0, 0), (4, 4), (4 + shift, 4 - shift)))


def edges(images: np.ndarray) -> np.ndarray:
    """Eight edge directions as a convolution and a ReLU: (N, 8, 16, 16)."""
    S = np.array([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]])
    D = np.array([[-2, -1, 0], [-1, 0, 1], [0, 1, 2]])
    maps = [
        correlate(images, K[None], mode="same", method="direct")
        for K in (S, S.T, D, D[:, ::-1])
    ]
    Z = np.stack(maps, axis=1) / 16  # four directions; the other four are their signs
    return np.maximum(np.concatenate([Z, -Z], axis=1), 0)


# --8<-- [start:blur]
def max_blur_pool(X: np.ndarray) -> np.ndarray:
    """Max over 2 x 2 at stride 1, then blur with (1, 2, 1) / 4, then every second."""
    dense, _ = max_pool(np.pad(X, ((0, 0), (0, 0), (0, 1), (0, 1))), 2, 1)
    X = np.pad(dense, ((0, 0), (0, 0), (1, 1), (1, 1)))
    rows = (X[:, :, :-2] + 2 * X[:, :, 1:-1] + X[:, :, 2:]) / 4
    blurred = (rows[..., :-2] + 2 * rows[..., 1:-1] + rows[..., 2:]) / 4
    return blurred[:, :, ::2, ::2]


# --8<-- [end:blur]


# --8<-- [start:measure]
LAYERS = {
    "no pooling": lambda X: X,
    "stride 2, no pooling": lambda X: X[:, :, ::2, ::2],
    "max 2": lambda X: max_pool(X, 2, 2)[0],
    "average 2": lambda X: average_pool(X, 2, 2),
    "max 2, blurred": max_blur_pool,
    "max 4": lambda X: max_pool(X, 4, 4)[0],
    "max 8": lambda X: max_pool(X, 8, 8)[0],
    "global max": lambda X: X.max(axis=(2, 3), keepdims=True),
}


def change(layer: Layer, maps: Maps, shift: int) -> float:
    """Mean of |f(moved) - f(x)| / |f(x)| over the test images, in percent."""
    old, new = (layer(maps[s][1200:]) for s in (0, shift))
    axes = (1, 2, 3)
    ratio = np.sqrt(((new - old) ** 2).sum(axes) / (old**2).sum(axes))  # (N,)
    return 100 * ratio.mean()


def accuracies(layer: Layer, maps: Maps, y: np.ndarray) -> list[float]:
    """Train a linear classifier on centered digits, test on moved ones."""
    features = [layer(m).reshape(len(y), -1) for m in maps]
    model = RidgeClassifier(alpha=1.0).fit(features[0][:1200], y[:1200])
    return [100 * model.score(f[1200:], y[1200:]) for f in features]


# --8<-- [end:measure]


def ring() -> None:
    """A row on a ring: max pooling before and after a shift, and with a blur."""
    row = np.array([0, 0, 1, 1, 0, 0, 1, 1.0])
    for name, x in (("row", row), ("moved by 1", np.roll(row, 1))):
        dense = np.maximum(x, np.roll(x, -1))
        blurred = (np.roll(dense, 1) + 2 * dense + np.roll(dense, -1)) / 4
        print(f"{name}: max {dense[::2].astype(int).tolist()},", end=" ")
        print(f"blurred {blurred[::2].tolist()}")


def main() -> None:
    """Print both tables."""
    ring()
    digits, y = load_digits(return_X_y=True)
    digits = digits.reshape(-1, 8, 8)
    maps = [edges(canvas(digits, s)) for s in SHIFTS]
    print("layer | numbers | change at shift 1, 2, 3 | accuracy at shift 0 to 3")
    table = {}
    for name, layer in LAYERS.items():
        changes = [change(layer, maps, s) for s in SHIFTS[1:]]
        table[name] = accuracies(layer, maps, y)
        size = layer(maps[0][:1]).size
        print(f"{name} | {size} |", *(f"{c:.0f}%" for c in changes), end=" | ")
        print(*(f"{a:.0f}" for a in table[name]))
    share = np.bincount(y[1200:]).max() / len(y[1200:])
    print(f"always the most frequent class: {100 * share:.0f}")
    assert table["max 2, blurred"][1] > table["max 2"][1] + 5


if __name__ == "__main__":
    main()
