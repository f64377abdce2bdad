"""Augmentation on 200 digits, digits mirrored and turned, and ImageNet scaling."""

from collections.abc import Callable
from functools import partial

import numpy as np
from sklearn.datasets import load_digits

Array = np.ndarray


def place(digits: Array, rng: np.random.Generator, reach: int) -> Array:
    """Put 8 x 8 digits on 16 x 16, each moved at random by up to `reach`: (N, 256)."""
    images = np.zeros((len(digits), 16, 16))
    moves = rng.integers(-reach, reach + 1, size=(len(digits), 2))
    for image, digit, (i, j) in zip(images, digits, moves, strict=True):
        image[4 + i : 12 + i, 4 + j : 12 + j] = digit
    return images.reshape(len(digits), -1)


def scores(params: list[Array], x: Array) -> tuple[Array, Array]:
    """Hidden units (N, 64) and logits (N, 10)."""
    h = np.maximum(x @ params[0] + params[1], 0)
    return h, h @ params[2] + params[3]


def accuracy(params: list[Array], x: Array, y: Array) -> float:
    """Percent of right answers."""
    return 100 * float((scores(params, x)[1].argmax(axis=1) == y).mean())


def train(draw: Callable[[], Array], y: Array, seed: int, epochs: int) -> list[Array]:
    """Adam on batches of 50; `draw` gives the images (N, d) anew in each epoch."""
    rng = np.random.default_rng(seed)
    inputs = draw().shape[1]
    params = [
        rng.normal(size=(inputs, 64)) * np.sqrt(2 / inputs),
        np.zeros(64),
        rng.normal(size=(64, 10)) / 8,
        np.zeros(10),
    ]
    first, second = ([np.zeros_like(p) for p in params] for _ in range(2))
    step = 0
    for _ in range(epochs):
        images = draw()
        for batch in rng.permutation(len(y)).reshape(-1, 50):
            x = images[batch]
            h, z = scores(params, x)
            p = np.exp(z)
            d = p / p.sum(axis=1, keepdims=True)
            d[np.arange(50), y[batch]] -= 1
            d /= 50
            dh = d @ params[2].T * (h > 0)
            grads = [x.T @ dh, dh.sum(axis=0), h.T @ d, d.sum(axis=0)]
            step += 1
            for q, g, m, s in zip(params, grads, first, second, strict=True):
                m += 0.1 * (g - m)
                s += 0.001 * (g**2 - s)
                scale = np.sqrt(s / (1 - 0.999**step)) + 1e-8
                q -= 0.003 * m / (1 - 0.9**step) / scale
    return params


def main() -> None:
    """Print and assert the numbers of the page."""
    data = load_digits()
    digits, y = data.images / 16, data.target
    order = np.random.default_rng(0).permutation(len(y))
    few, fit, test = order[:200], order[:1200], order[1200:]

    for title, reach in (("centered", 0), ("moved", 2)):
        rows = []
        for seed in range(3):
            rng = np.random.default_rng(100 + seed)
            draw = partial(place, digits[few], rng, reach)
            params = train(draw, y[few], seed, 400)
            rows.append(
                [
                    accuracy(params, place(digits[few], rng, 0), y[few]),
                    accuracy(params, place(digits[test], rng, 0), y[test]),
                    accuracy(params, place(digits[test], rng, 2), y[test]),
                ]
            )
        mean = np.mean(rows, axis=0)
        print(f"200 digits, {title} in training: own {mean[0]:.0f}%", end=", ")
        print(f"new centered {mean[1]:.0f}%, new moved {mean[2]:.0f}%")

    flat = digits.reshape(len(digits), -1)
    params = train(lambda: flat[fit], y[fit], 0, 30)
    for title, images in (
        ("upright", digits),
        ("mirrored", digits[:, :, ::-1]),
        ("turned by 180 degrees", digits[:, ::-1, ::-1]),
    ):
        right = accuracy(params, images[test].reshape(len(test), -1), y[test])
        print(f"1200 digits, {title}: {right:.0f}%")

    print(f"red 1 becomes {(1 - 0.485) / 0.229:.3f}, red 0 {-0.485 / 0.229:.3f}")


if __name__ == "__main__":
    main()
