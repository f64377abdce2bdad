"""Seven optimizers on scikit-learn's digits: equal tuning budget, then new seeds."""

from collections.abc import Callable
from itertools import product

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
def unpack(w: Array) -> tuple[Array, Array, Array, Array]:
    """Views of the flat weights: (64, 32), (32,), (32, 10), (10,)."""
    return (
        w[:2048].reshape(64, 32),
        w[2048:2080],
        w[2080:2400].reshape(32, 10),
        w[2400:],
    )


def evaluate(w: Array, x: Array, y: Array) -> tuple[float, float, Array]:
    """Cross-entropy, accuracy and gradient (2410,) on a batch."""
    w1, b1, w2, b2 = unpack(w)
    a = np.maximum(x @ w1 + b1, 0)  # (N, 32)
    z = a @ w2 + b2  # (N, 10)
    z = z - z.max(1, keepdims=True)
    log_p = z - np.log(np.exp(z).sum(1, keepdims=True))
    rows = np.arange(len(y))
    delta = np.exp(log_p)
    delta[rows, y] -= 1
    delta /= len(y)  # (N, 10)
    back = delta @ w2.T * (a > 0)  # (N, 32)
    parts = (x.T @ back, back.sum(0), a.T @ delta, delta.sum(0))
    gradient = np.concatenate([p.ravel() for p in parts])
    return -log_p[rows, y].mean(), (z.argmax(1) == y).mean(), gradient


def train(method: str, rate: float, seed: int, data: str = "plain") -> Array:
    """Weights (2410,) after 10 epochs of batches of 32."""
    step, schedule = METHODS[method]
    rng = np.random.default_rng(seed)
    w, s, t = np.zeros(2410), {}, 0
    w[:2048] = rng.normal(0, (2 / 64) ** 0.5, 2048)  # He
    w[2080:2400] = rng.normal(0, (2 / 32) ** 0.5, 320)
    x, y = DATA[data]["train"]
    total = EPOCHS * -(-len(x) // BATCH)
    for _ in range(EPOCHS):
        order = rng.permutation(len(x))
        for start in range(0, len(x), BATCH):
            rows = order[start : start + BATCH]
            g = evaluate(w, x[rows], y[rows])[2]
            w = step(w, g, s, rate * schedule(t, total))
            t += 1
    return w


# --8<-- [end:network]


# --8<-- [start:tune]
def sweep(method: str, data: str = "plain") -> Array:
    """Validation loss (9 rates, 3 seeds); the same budget for every method."""
    np.seterr(all="ignore")  # too large a rate overflows: loss inf or nan
    losses = np.empty((len(RATES), 3))
    for (i, rate), seed in product(enumerate(RATES), range(3)):
        w = train(method, rate, seed, data)
        losses[i, seed] = evaluate(w, *DATA[data]["valid"])[0]
    return np.where(np.isfinite(losses), losses, np.inf)


def final(method: str, rate: float, data: str = "plain") -> Array:
    """Test accuracy of ten new seeds with the chosen rate."""
    weights = [train(method, rate, seed, data) for seed in range(100, 110)]
    return np.array([evaluate(w, *DATA[data]["test"])[1] for w in weights])


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
        found = [
            evaluate(train(method, 0.01, seed), *DATA["plain"]["valid"])[1]
            for seed in range(3)
        ]
        print(f"{method:<22}{100 * np.mean(found):.0f}")
    print("\nPixels in units that differ by factors of up to 100")
    report(("SGD", "momentum", "RMSProp", "Adam"), "scaled")
