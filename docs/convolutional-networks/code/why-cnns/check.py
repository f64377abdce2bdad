"""Weights of three kinds of layer; a dense and a convolutional network under shifts."""

from collections.abc import Callable

import numpy as np
from sklearn.datasets import load_digits

Array = np.ndarray
Features = Callable[[Array, Array, Array], tuple[Array, Callable[[Array], Array]]]


def canvas(digits: Array, shift: int = 0) -> Array:
    """Place 8 x 8 digits in a 16 x 16 image, `shift` pixels right of the middle."""
    images = np.zeros((len(digits), 16, 16))
    images[:, 4:12, 4 + shift : 12 + shift] = digits
    return images


def dense(x: Array, w: Array, b: Array) -> tuple[Array, Callable[[Array], Array]]:
    """Hidden units that read all pixels (N, h), and the gradient for w."""
    flat = x.reshape(len(x), -1)  # (N, 256)
    return np.maximum(flat @ w + b, 0), lambda d: flat.T @ d


def conv(x: Array, w: Array, b: Array) -> tuple[Array, Callable[[Array], Array]]:
    """Largest response of each 5 x 5 kernel (N, h), and the gradient for w."""
    padded = np.pad(x, ((0, 0), (4, 4), (4, 4)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, (5, 5), axis=(1, 2))
    patches = windows.reshape(-1, 25)  # (N * 400, 25)
    maps = (patches @ w).reshape(len(x), -1, w.shape[1])  # (N, 400, h)
    n, k = np.arange(len(x))[:, None], np.arange(w.shape[1])
    best = maps.argmax(axis=1)  # (N, h): where each kernel fits best
    winners = patches.reshape(len(x), -1, 25)[n, best]  # (N, h, 25)
    hidden = np.maximum(maps[n, best, k] + b, 0)
    return hidden, lambda d: np.einsum("nk,nki->ik", d, winners)


def train(
    features: Features, inputs: int, units: int, x: Array, y: Array
) -> list[Array]:
    """Train features and a dense layer to 10 classes: Adam, softmax cross-entropy."""
    rng = np.random.default_rng(0)
    params = [
        rng.normal(size=(inputs, units)) * np.sqrt(2 / inputs),
        np.zeros(units),
        rng.normal(size=(units, 10)) * np.sqrt(1 / units),
        np.zeros(10),
    ]
    first, second = ([np.zeros_like(p) for p in params] for _ in range(2))
    for step in range(1, 281):
        batch = rng.choice(len(x), size=50, replace=False)
        w, b, v, c = params
        h, gradient = features(x[batch], w, b)
        p = np.exp(h @ v + c)
        d = p / p.sum(axis=1, keepdims=True)
        d[np.arange(50), y[batch]] -= 1
        d /= 50
        dh = d @ v.T * (h > 0)
        grads = [gradient(dh), dh.sum(axis=0), h.T @ d, d.sum(axis=0)]
        for q, g, m, s in zip(params, grads, first, second, strict=True):
            m += 0.1 * (g - m)
            s += 0.001 * (g**2 - s)
            q -= 0.005 * m / (1 - 0.9**step) / (np.sqrt(s / (1 - 0.999**step)) + 1e-8)
    return params


def main() -> None:
    """Print and assert the numbers of the page."""
    positions, inputs = 224 * 224, 224 * 224 * 3
    full, local, shared = positions * 64 * inputs, positions * 64 * 27, 64 * 27
    print(f"fully connected {full:,}, local {local:,}, shared {shared:,}")
    print(f"locality saves {full / local:,.0f}, sharing {local // shared:,}")

    data = load_digits()
    digits, y = data.images / 16, data.target
    order = np.random.default_rng(0).permutation(len(y))
    fit, test = order[:1200], order[1200:]
    centered = canvas(digits[fit])
    for title, features, inputs, units in (
        ("dense", dense, 256, 64),
        ("CNN", conv, 25, 48),
    ):
        w, b, v, c = params = train(features, inputs, units, centered, y[fit])
        print(f"{title}, {sum(p.size for p in params):,} parameters:", end="")
        for shift in range(3):
            h, _ = features(canvas(digits[test], shift), w, b)
            right = ((h @ v + c).argmax(axis=1) == y[test]).mean()
            print(f" {100 * right:.0f}%", end="")
        print(" right at shifts 0 to 2")


if __name__ == "__main__":
    main()
