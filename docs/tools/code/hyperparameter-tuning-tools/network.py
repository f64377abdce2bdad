"""The small network that is tuned: digits, two hidden layers, NumPy."""

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
from sklearn.datasets import load_digits

Array = np.ndarray

X, y = load_digits(return_X_y=True)
X = X / 16
order = np.random.default_rng(0).permutation(len(X))
fit, check, test = order[:300], order[300:600], order[600:1800]


def forward(W: list[Array], rows: Array) -> list[Array]:
    """Outputs of the layers; the last ones are scores."""
    layers = [X[rows]]
    for weights in W[:-1]:
        layers.append(np.maximum(layers[-1] @ weights, 0))
    return [*layers, layers[-1] @ W[-1]]


def accuracy(W: list[Array], rows: Array) -> float:
    """Share of rows with the right digit."""
    scores = np.nan_to_num(forward(W, rows)[-1])
    return float((scores.argmax(axis=1) == y[rows]).mean())


# --8<-- [start:train]
def train(setting: dict, seed: int, epochs: int = 8) -> Iterator[list[Array]]:
    """Train with momentum; yields the weights after each epoch until they overflow."""
    rng = np.random.default_rng(seed)
    sizes = [64, setting["width"], setting["width"], 10]
    W = [rng.normal(0, np.sqrt(2 / n), (n, m)) for n, m in pairwise(sizes)]
    speed = [np.zeros_like(weights) for weights in W]
    batch = setting["batch"]
    for _ in range(epochs):
        mixed = rng.permutation(fit)
        for start in range(0, len(mixed), batch):
            rows = mixed[start : start + batch]
            layers = forward(W, rows)
            scores = layers[-1] - layers[-1].max(axis=1, keepdims=True)
            p = np.exp(scores)
            p /= p.sum(axis=1, keepdims=True)
            p[np.arange(len(rows)), y[rows]] -= 1
            back = p / len(rows)
            for i in (2, 1, 0):
                gradient = layers[i].T @ back + setting["decay"] * W[i]
                back = (back @ W[i].T) * (layers[i] > 0)
                speed[i] = setting["momentum"] * speed[i] - setting["rate"] * gradient
                W[i] = W[i] + speed[i]
        if not all(np.isfinite(weights).all() for weights in W):
            return
        yield W


# --8<-- [end:train]

if __name__ == "__main__":
    setting = {"rate": 0.03, "momentum": 0.9, "decay": 1e-4, "width": 64, "batch": 32}
    for epoch, weights in enumerate(train(setting, seed=0), start=1):
        print(f"epoch {epoch}: validation {accuracy(weights, check):.4f}")
