"""A small training run that knows nothing about trackers: it only calls `log`."""

from collections.abc import Callable

import numpy as np
from sklearn.datasets import load_digits

Array = np.ndarray
Log = Callable[[int, dict[str, float]], None]


def data(seed: int) -> tuple[Array, Array, Array, Array]:
    """400 training and 400 validation images of digits, drawn with a seed."""
    X, y = load_digits(return_X_y=True)
    order = np.random.default_rng(seed).permutation(len(X))
    fit, check = order[:400], order[400:800]
    return X[fit] / 16, y[fit], X[check] / 16, y[check]


def softmax(z: Array) -> Array:
    """Probabilities of the rows of z (N, 10)."""
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


# --8<-- [start:train]
def train(settings: dict, log: Log) -> tuple[Array, Array]:
    """Train a network with one hidden layer; call `log` after every epoch."""
    X, y, X_check, y_check = data(settings["data_seed"])
    rng = np.random.default_rng(settings["seed"])
    width, rate, batch = settings["width"], settings["rate"], settings["batch"]
    W1 = rng.normal(0, 0.1, (64, width))  # (64, width)
    W2 = rng.normal(0, 0.1, (width, 10))  # (width, 10)
    for epoch in range(1, settings["epochs"] + 1):
        losses = []
        for rows in np.split(rng.permutation(len(X)), len(X) // batch):
            hidden = np.maximum(X[rows] @ W1, 0)  # (batch, width)
            p = softmax(hidden @ W2)  # (batch, 10)
            losses.append(-np.log(p[np.arange(batch), y[rows]]).mean())
            p[np.arange(batch), y[rows]] -= 1  # gradient of the loss by the scores
            back = (p @ W2.T) * (hidden > 0)
            W2 -= rate / batch * hidden.T @ p
            W1 -= rate / batch * X[rows].T @ back
        q = softmax(np.maximum(X_check @ W1, 0) @ W2)
        scores = {
            "loss/train": float(np.mean(losses)),
            "loss/validation": float(-np.log(q[np.arange(len(q)), y_check]).mean()),
            "accuracy/validation": float((q.argmax(axis=1) == y_check).mean()),
        }
        log(epoch, scores)
    return W1, W2


# --8<-- [end:train]

SETTINGS = {
    "data_seed": 0,
    "seed": 1,
    "width": 32,
    "rate": 0.2,
    "batch": 40,
    "epochs": 20,
}

if __name__ == "__main__":
    record: list[dict[str, float]] = []
    W1, W2 = train(SETTINGS, lambda epoch, scores: record.append(scores))
    for epoch in (1, 5, 20):
        print(epoch, {name: round(v, 4) for name, v in record[epoch - 1].items()})
    assert W1.shape == (64, 32)
    assert W2.shape == (32, 10)
