"""Seven optimizers on scikit-learn's digits: equal tuning budget, then new seeds."""

from collections.abc import Callable

import numpy as np
import scratch
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split

Array = np.ndarray
RATES = tuple(10 ** (k / 2) for k in range(-7, 2))  # 0.0003 to 3.2, nine values
EPOCHS, BATCH = 10, 32


METHODS: dict[str, tuple[scratch.Step, Callable[[int, int], float]]] = {
    **{name: (step, lambda t, total: 1.0) for name, step in scratch.OPTIMIZERS.items()},
    "SGD, cosine": (scratch.sgd, scratch.cosine),
    "momentum, cosine": (scratch.momentum, scratch.cosine),
    "momentum, steps": (scratch.momentum, scratch.stepwise),
    "Adam, warm-up, cosine": (
        scratch.adam,
        lambda t, total: scratch.cosine(t, total, total // 10),
    ),
}


def split(scale: Array) -> dict[str, tuple[Array, Array]]:
    """Digits in three parts: 1,077 to train on, 360 to tune on, 360 to test once."""
    x, y = load_digits(return_X_y=True)
    x_rest, x_test, y_rest, y_test = train_test_split(
        x / 16 * scale, y, test_size=360, random_state=0, stratify=y
    )
    x_train, x_valid, y_train, y_valid = train_test_split(
        x_rest, y_rest, test_size=360, random_state=0, stratify=y_rest
    )
    return {
        "train": (x_train, y_train),
        "valid": (x_valid, y_valid),
        "test": (x_test, y_test),
    }


UNITS = 10 ** np.random.default_rng(0).uniform(-2, 0, 64)  # one per pixel
DATA = {"plain": split(np.ones(64)), "scaled": split(UNITS)}


# --8<-- [start:network]
# R runs side by side: weights w (R, 2410); a batch x (R, N, 64),
# one for each run, or (N, 64), the same for all.
def unpack(w: Array) -> tuple[Array, Array, Array, Array]:
    """Views of the flat weights."""
    return (
        w[:, :2048].reshape(-1, 64, 32),
        w[:, None, 2048:2080],  # (R, 1, 32)
        w[:, 2080:2400].reshape(-1, 32, 10),
        w[:, None, 2400:],  # (R, 1, 10)
    )


def forward(w: Array, x: Array, y: Array) -> tuple[Array, Array, Array]:
    """Hidden layer (R, N, 32), log-probabilities (R, N, 10), targets."""
    w1, b1, w2, b2 = unpack(w)
    a = np.maximum(x @ w1 + b1, 0)
    z = a @ w2 + b2
    z -= z.max(-1, keepdims=True)
    return a, z - np.log(np.exp(z).sum(-1, keepdims=True)), np.eye(10)[y]


def gradient(w: Array, x: Array, y: Array) -> Array:
    """Gradient (R, 2410) of the mean cross-entropy."""
    a, log_p, target = forward(w, x, y)
    delta2 = (np.exp(log_p) - target) / y.shape[-1]  # (R, N, 10)
    delta1 = delta2 @ unpack(w)[2].mT * (a > 0)  # (R, N, 32)
    parts = (x.mT @ delta1, delta1.sum(1), a.mT @ delta2, delta2.sum(1))
    return np.concatenate([p.reshape(len(w), -1) for p in parts], axis=1)


def score(w: Array, x: Array, y: Array) -> tuple[Array, Array]:
    """Cross-entropy (R,) and accuracy (R,)."""
    _, log_p, target = forward(w, x, y)
    return -(log_p * target).sum(-1).mean(-1), (log_p.argmax(-1) == y).mean(-1)


def train(method: str, rates: Array, seeds: Array, data: str = "plain") -> Array:
    """Weights (R, 2410) after 10 epochs of batches of 32."""
    step, schedule = METHODS[method]
    (x, y), s, t = DATA[data]["train"], {}, 0
    rngs = [np.random.default_rng(seed) for seed in seeds]
    w = np.zeros((len(rngs), 2410))
    for row, rng in zip(w, rngs, strict=True):
        row[:2048] = rng.normal(0, (2 / 64) ** 0.5, 2048)  # He
        row[2080:2400] = rng.normal(0, (2 / 32) ** 0.5, 320)
    total = EPOCHS * -(-len(x) // BATCH)
    for _ in range(EPOCHS):
        order = np.array([rng.permutation(len(x)) for rng in rngs])  # (R, 1077)
        for start in range(0, len(x), BATCH):
            rows = order[:, start : start + BATCH]
            g = gradient(w, x[rows], y[rows])
            w = step(w, g, s, rates[:, None] * schedule(t, total))
            t += 1
    return w


# --8<-- [end:network]


# --8<-- [start:tune]
def sweep(method: str, data: str = "plain") -> Array:
    """Validation loss (9 rates, 3 seeds); the same budget for every method."""
    np.seterr(all="ignore")  # too large a rate overflows: loss inf or nan
    rates, seeds = np.repeat(RATES, 3), np.tile(range(3), len(RATES))
    loss, _ = score(train(method, rates, seeds, data), *DATA[data]["valid"])
    return np.where(np.isfinite(loss), loss, np.inf).reshape(-1, 3)


def final(method: str, rate: float, data: str = "plain") -> Array:
    """Test accuracy of ten new seeds with the chosen rate."""
    w = train(method, np.full(10, rate), np.arange(100, 110), data)
    return score(w, *DATA[data]["test"])[1]


# --8<-- [end:tune]


def report(methods: tuple[str, ...], data: str) -> dict[str, Array]:
    """Print a table: tuned rate, test accuracy of new seeds, loss at rate 0.01."""
    print(f"{'':<22}tuned rate   test accuracy in %: mean, lowest, highest")
    scores = {}
    for method in methods:
        losses = sweep(method, data).mean(axis=1)
        best = int(losses.argmin())
        assert 0 < best < len(RATES) - 1, "best rate at the edge of the grid"
        scores[method] = final(method, RATES[best], data)
        s = 100 * scores[method]
        print(
            f"{method:<22}{RATES[best]:<13.3g}"
            f"{s.mean():.1f}  {s.min():.1f}  {s.max():.1f}"
        )
    return scores


if __name__ == "__main__":
    print("Digits, 27 trainings to tune the rate of each method, then 10 new seeds")
    scores = report(tuple(METHODS), "plain")
    gap = 100 * (scores["Adam"] - scores["SGD"])
    print(
        f"Adam minus SGD, same seeds: {gap.mean():.1f} points, "
        f"Adam ahead in {(gap > 0).sum()} of 10"
    )
    print("\nRate 0.01 for all, validation accuracy in %, mean of 3 seeds")
    for method in ("SGD", "momentum", "AdaGrad", "RMSProp", "Adam"):
        w = train(method, np.full(3, 0.01), np.arange(3))
        found = score(w, *DATA["plain"]["valid"])[1]
        print(f"{method:<22}{100 * found.mean():.0f}")
    print("\nPixels in units that differ by factors of up to 100")
    report(("SGD", "momentum", "RMSProp", "Adam"), "scaled")
