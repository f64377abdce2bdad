"""Gradient descent on scikit-learn's digits: noise, batch size, learning rate."""

from collections import deque
from collections.abc import Iterator
from itertools import chain

import numpy as np
import scratch
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split

Array = np.ndarray
RATES = tuple(10 ** (k / 2) for k in range(-5, 2))  # 0.003 to 3.2, seven values
SIZES = (1, 8, 32, 128, 1077)


def split() -> dict[str, tuple[Array, Array]]:
    """1,077 images to train on, 360 to choose the rate, 360 to test once."""
    x, y = load_digits(return_X_y=True)
    x_rest, x_test, y_rest, y_test = train_test_split(
        x / 16, y, test_size=360, random_state=0, stratify=y
    )
    x_train, x_valid, y_train, y_valid = train_test_split(
        x_rest, y_rest, test_size=360, random_state=0, stratify=y_rest
    )
    return {
        "train": (x_train, y_train),
        "valid": (x_valid, y_valid),
        "test": (x_test, y_test),
    }


DATA = split()


# --8<-- [start:network]
def start(rng: np.random.Generator) -> Array:
    """Weights (2410,) of a network 64-32-10, He scale."""
    w = np.zeros(2410)
    w[:2048] = rng.normal(0, (2 / 64) ** 0.5, 2048)
    w[2080:2400] = rng.normal(0, (2 / 32) ** 0.5, 320)
    return w


def evaluate(w: Array, x: Array, y: Array) -> tuple[float, float, Array]:
    """Mean cross-entropy, accuracy and gradient (2410,)."""
    w1, b1 = w[:2048].reshape(64, 32), w[2048:2080]
    w2, b2 = w[2080:2400].reshape(32, 10), w[2400:]
    a = np.maximum(x @ w1 + b1, 0)  # (B, 32)
    z = a @ w2 + b2  # (B, 10)
    z = z - z.max(1, keepdims=True)
    log_p = z - np.log(np.exp(z).sum(1, keepdims=True))
    rows = np.arange(len(y))
    delta = np.exp(log_p)
    delta[rows, y] -= 1
    delta /= len(y)  # (B, 10)
    back = delta @ w2.T * (a > 0)  # (B, 32)
    parts = (x.T @ back, back.sum(0), a.T @ delta, delta.sum(0))
    gradient = np.concatenate([p.ravel() for p in parts])
    return -log_p[rows, y].mean(), (z.argmax(1) == y).mean(), gradient


def train(
    size: int, rate: float, seed: int, epochs: int, shuffle: bool = True
) -> Iterator[Array]:
    """Yield the weights after every update."""
    rng = np.random.default_rng(seed)
    x, y = DATA["train"]

    def gradient(w: Array, rows: Array) -> Array:
        return evaluate(w, x[rows], y[rows])[2]

    order = rng if shuffle else None
    return scratch.descend(start(rng), gradient, len(x), size, rate, epochs, order)


# --8<-- [end:network]


# --8<-- [start:noise]
DRAWS = (1, 4, 16, 64, 256)


def noise(epochs: int) -> tuple[Array, Array, float]:
    """Error of the mini-batch gradient and its cosine, by batch size."""
    x, y = DATA["train"]
    w = last(32, 0.1, 0, epochs)
    one = [evaluate(w, x[i : i + 1], y[i : i + 1])[2] for i in range(len(x))]
    each = np.array(one)  # (N, 2410): a gradient per example
    full = each.mean(axis=0)  # (2410,)
    rng, found = np.random.default_rng(1), []
    for size in DRAWS:
        rows = rng.integers(0, len(x), (400, size))  # with replacement
        g = np.array([each[r].mean(axis=0) for r in rows])  # (400, 2410)
        rms = np.sqrt(((g - full) ** 2).sum(axis=1).mean())
        cosine = (g @ full) / np.linalg.norm(g, axis=1) / np.linalg.norm(full)
        found.append((rms / np.linalg.norm(full), cosine.mean()))
    sigma = np.sqrt(((each - full) ** 2).sum(axis=1).mean())
    errors, cosines = np.array(found).T
    return errors, cosines, sigma / np.linalg.norm(full)


# --8<-- [end:noise]


def last(size: int, rate: float, seed: int, epochs: int, shuffle: bool = True) -> Array:
    """Weights after the last update."""
    first = start(np.random.default_rng(seed))
    path = chain([first], train(size, rate, seed, epochs, shuffle))
    return deque(path, maxlen=1)[0]


def curve(rate: float, seeds: int = 3, epochs: int = 10) -> Array:
    """Training loss after each epoch (11,), mean over seeds, batches of 32."""
    x, y = DATA["train"]
    runs = []
    for seed in range(seeds):
        weights = [start(np.random.default_rng(seed))]
        weights += list(train(32, rate, seed, epochs))[33::34]
        runs.append([evaluate(w, x, y)[0] for w in weights])
    return np.mean(runs, axis=0)


def tuned(size: int, epochs: int = 5) -> tuple[float, Array]:
    """Rate with the lowest validation loss, test accuracy of five new seeds."""
    loss = [
        np.mean(
            [evaluate(last(size, r, s, epochs), *DATA["valid"])[0] for s in (0, 1, 2)]
        )
        for r in RATES
    ]
    best = RATES[int(np.nanargmin(loss))]
    scores = [
        evaluate(last(size, best, s, epochs), *DATA["test"])[1] for s in range(100, 105)
    ]
    return best, np.array(scores)


def line(label: str, scores: Array) -> None:
    """Mean, lowest and highest in percent."""
    s = 100 * scores
    print(f"{label:<46}{s.mean():.1f}  {s.min():.1f}  {s.max():.1f}")


if __name__ == "__main__":
    np.seterr(all="ignore")  # too large a rate overflows
    print("Five epochs, rate tuned per batch size: test accuracy, five new seeds")
    for size in SIZES:
        rate, scores = tuned(size)
        updates = 5 * -(-1077 // size)
        line(f"batch {size:>4}, rate {rate:.3g}, {updates} updates", scores)
    many = [
        evaluate(last(1077, 1.0, s, 170), *DATA["test"])[1] for s in range(100, 105)
    ]
    line("batch 1077, rate 1, 170 updates (170 epochs)", np.array(many))

    print("\nRelative error of the gradient, and its cosine with the full one")
    for epochs in (0, 5):
        errors, cosines, ratio = noise(epochs)
        print(f"after {epochs} epochs; one example: {ratio:.1f}")
        for size, error, cosine in zip(DRAWS, errors, cosines, strict=True):
            root = ratio / size**0.5
            print(f"B = {size:>3}  {error:5.2f}  predicted {root:5.2f}  {cosine:.2f}")
            assert abs(error / root - 1) < 0.05

    print("\nTraining loss after epochs 0, 1, 5, 10, batches of 32, mean of 3 seeds")
    for rate in (0.01, 0.1, 0.3, 3.0):
        body = " ".join(f"{curve(rate)[k]:.2f}" for k in (0, 1, 5, 10))
        print(f"rate {rate:<6}{body}")
    print(f"ln 10 = {np.log(10):.2f}")
    silent = []
    for seed in range(3):
        w = last(32, 3.0, seed, 10)
        z = DATA["train"][0] @ w[:2048].reshape(64, 32) + w[2048:2080]
        silent.append((z <= 0).all(axis=0).mean())
    print("rate 3, share of silent hidden units:", *(f"{s:.2f}" for s in silent))
