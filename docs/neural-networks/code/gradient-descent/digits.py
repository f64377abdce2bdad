"""Gradient descent on scikit-learn's digits: noise, batch size, learning rate."""

from collections import deque
from collections.abc import Iterator, Sequence
from functools import cache

import numpy as np
import scratch
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split

Array = np.ndarray
RATES = tuple(10 ** (k / 2) for k in range(-5, 2))  # 0.003 to 3.2, seven values
SIZES = (1, 8, 32, 128, 1077)
NEW = range(100, 105)  # seeds of the final scores


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
# R runs side by side, with a rate each: weights w (R, 2410).
def start(rng: np.random.Generator) -> Array:
    """Weights (2410,) of a network 64-32-10, He scale."""
    w = np.zeros(2410)
    w[:2048] = rng.normal(0, (2 / 64) ** 0.5, 2048)
    w[2080:2400] = rng.normal(0, (2 / 32) ** 0.5, 320)
    return w


def unpack(w: Array) -> tuple[Array, Array, Array, Array]:
    """Views (R, 64, 32), (R, 1, 32), (R, 32, 10), (R, 1, 10)."""
    w1, b1 = w[:, :2048].reshape(-1, 64, 32), w[:, None, 2048:2080]
    return w1, b1, w[:, 2080:2400].reshape(-1, 32, 10), w[:, None, 2400:]


def forward(w: Array, x: Array) -> tuple[Array, Array]:
    """Hidden layer (R, B, 32) and log-probabilities (R, B, 10)."""
    w1, b1, w2, b2 = unpack(w)
    a = np.maximum(x @ w1 + b1, 0)
    z = a @ w2 + b2
    z -= z.max(-1, keepdims=True)
    return a, z - np.log(np.exp(z).sum(-1, keepdims=True))


def gradient(w: Array, x: Array, y: Array) -> Array:
    """Gradient (R, 2410) of the mean cross-entropy."""
    a, log_p = forward(w, x)
    delta2 = (np.exp(log_p) - np.eye(10)[y]) / len(y)  # (R, B, 10)
    delta1 = delta2 @ unpack(w)[2].mT * (a > 0)  # (R, B, 32)
    parts = (x.T @ delta1, delta1.sum(1), a.mT @ delta2, delta2.sum(1))
    return np.concatenate([p.reshape(len(w), -1) for p in parts], axis=1)


def score(w: Array, part: str) -> tuple[Array, Array]:
    """Cross-entropy (R,) and accuracy (R,) on a part of the data."""
    x, y = DATA[part]
    log_p = forward(w, x)[1]
    return -log_p[:, range(len(y)), y].mean(-1), (log_p.argmax(-1) == y).mean(-1)


def train(
    size: int, rates: Sequence[float], seed: int, epochs: int, shuffle: bool = True
) -> Iterator[Array]:
    """Yield the weights (R, 2410) at the start and after every update."""
    rng, (x, y) = np.random.default_rng(seed), DATA["train"]
    rate = np.array(rates)[:, None]  # (R, 1)
    w = np.tile(start(rng), (len(rate), 1))
    yield w

    def mean_gradient(w: Array, rows: Array) -> Array:
        return gradient(w, x[rows], y[rows])

    order = rng if shuffle else None
    yield from scratch.descend(w, mean_gradient, len(x), size, rate, epochs, order)


# --8<-- [end:network]


def last(
    size: int, rates: Sequence[float], seed: int, epochs: int, shuffle: bool = True
) -> Array:
    """Weights (R, 2410) after the last update."""
    return deque(train(size, rates, seed, epochs, shuffle), maxlen=1)[0]


# --8<-- [start:noise]
DRAWS = (1, 4, 16, 64, 256)


def noise(epochs: int) -> tuple[Array, Array, float]:
    """Error of the mini-batch gradient and its cosine, by batch size."""
    x, y = DATA["train"]
    w, n = last(32, [0.1], 0, epochs), len(x)
    one = [gradient(w, x[i : i + 1], y[i : i + 1])[0] for i in range(n)]
    each = np.array(one)  # (N, 2410): a gradient per example
    full = each.mean(axis=0)  # (2410,)
    rng, found = np.random.default_rng(1), []
    for size in DRAWS:
        rows = rng.integers(0, n, (400, size))  # with replacement
        times = np.array([np.bincount(r, minlength=n) for r in rows])  # (400, N)
        g = times @ each / size  # (400, 2410): mean gradient per batch
        rms = np.sqrt(((g - full) ** 2).sum(axis=1).mean())
        cosine = (g @ full) / np.linalg.norm(g, axis=1) / np.linalg.norm(full)
        found.append((rms / np.linalg.norm(full), cosine.mean()))
    sigma = np.sqrt(((each - full) ** 2).sum(axis=1).mean())
    errors, cosines = np.array(found).T
    return errors, cosines, sigma / np.linalg.norm(full)


# --8<-- [end:noise]


CURVES = (0.01, 0.1, 0.3, 3.0)


@cache
def curves(seeds: int = 3, epochs: int = 10) -> Array:
    """Training loss after each epoch (11, 4 rates), mean over seeds, batches of 32."""
    runs = []
    for seed in range(seeds):
        weights = list(train(32, CURVES, seed, epochs))[::34]
        runs.append([score(w, "train")[0] for w in weights])
    return np.mean(runs, axis=0)


def tuned(size: int, epochs: int = 5) -> tuple[float, Array]:
    """Rate with the lowest validation loss, test accuracy of five new seeds."""
    loss = [score(last(size, RATES, seed, epochs), "valid")[0] for seed in range(3)]
    best = RATES[int(np.nanargmin(np.mean(loss, axis=0)))]
    scores = [score(last(size, [best], s, epochs), "test")[1] for s in NEW]
    return best, np.concatenate(scores)


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
    many = [score(last(1077, [1.0], seed, 170), "test")[1] for seed in NEW]
    line("batch 1077, rate 1, 170 updates (170 epochs)", np.concatenate(many))

    print("\nRelative error of the gradient, and its cosine with the full one")
    for epochs in (0, 5):
        errors, cosines, ratio = noise(epochs)
        print(f"after {epochs} epochs; one example: {ratio:.1f}")
        for size, error, cosine in zip(DRAWS, errors, cosines, strict=True):
            root = ratio / size**0.5
            print(f"B = {size:>3}  {error:5.2f}  predicted {root:5.2f}  {cosine:.2f}")
            assert abs(error / root - 1) < 0.05

    print("\nTraining loss after epochs 0, 1, 5, 10, batches of 32, mean of 3 seeds")
    for rate, curve in zip(CURVES, curves().T, strict=True):
        body = " ".join(f"{curve[k]:.2f}" for k in (0, 1, 5, 10))
        print(f"rate {rate:<6}{body}")
    print(f"ln 10 = {np.log(10):.2f}")
    silent = []
    for seed in range(3):
        a, _ = forward(last(32, [3.0], seed, 10), DATA["train"][0])  # (1, N, 32)
        silent.append((a == 0).all(axis=1).mean())
    print("rate 3, share of silent hidden units:", *(f"{s:.2f}" for s in silent))
