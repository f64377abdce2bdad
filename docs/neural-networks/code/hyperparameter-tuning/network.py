"""One trial: a network trained on scikit-learn's digits with a given setting."""

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split

Array = np.ndarray
EPOCHS = 9


def split() -> dict[str, tuple[Array, Array]]:
    """Digits: 400 to train, 200 to validate, 597 fresh ones, 600 to test once."""
    x, y = load_digits(return_X_y=True)
    parts, rest = {}, (x / 16, y)
    for name, size in (("test", 600), ("fresh", 597), ("valid", 200)):
        a, b, c, d = train_test_split(
            *rest, test_size=size, random_state=0, stratify=rest[1]
        )
        rest, parts[name] = (a, c), (b, d)
    return {"train": rest, **parts}


DATA = split()


# --8<-- [start:trial]
def forward(layers: list, x: Array) -> list[Array]:
    """Outputs of all layers; the last one holds the logits."""
    a = [x]
    for i, (w, b) in enumerate(layers):
        z = a[-1] @ w + b
        a.append(z if i == len(layers) - 1 else np.maximum(z, 0))
    return a


def accuracy(layers: list, part: str) -> float:
    """Share of right answers on a part of the data."""
    x, y = DATA[part]
    return float((forward(layers, x)[-1].argmax(1) == y).mean())


def trial(c: dict, seed: int, epochs: int = EPOCHS) -> Iterator[list]:
    """Train with SGD; yield the layers, changed in place, after every epoch."""
    rng, (x, y) = np.random.default_rng(seed), DATA["train"]
    sizes = [64] + [c["width"]] * c["depth"] + [10]
    layers = []
    for m, n in pairwise(sizes):
        layers.append([rng.normal(0, (2 / m) ** 0.5, (m, n)), np.zeros(n)])
    for _ in range(epochs):
        order = rng.permutation(len(x))
        for start in range(0, len(x), c["batch"]):
            rows = order[start : start + c["batch"]]
            a = forward(layers, x[rows])
            p = np.exp(a[-1] - a[-1].max(1, keepdims=True))
            delta = p / p.sum(1, keepdims=True)
            delta[np.arange(len(rows)), y[rows]] -= 1
            delta /= len(rows)  # (B, 10)
            for i in range(len(layers) - 1, -1, -1):
                (w, b), grad = layers[i], a[i].T @ delta
                step = c["rate"] * delta.sum(0)
                if i > 0:  # the inputs need no gradient
                    delta = delta @ w.T * (a[i] > 0)
                w -= c["rate"] * grad
                b -= step
        yield layers


# --8<-- [end:trial]


if __name__ == "__main__":
    setting = {"rate": 0.2, "batch": 16, "width": 64, "depth": 2}
    print("validation accuracy after each epoch")
    print(*(f"{accuracy(layers, 'valid'):.3f}" for layers in trial(setting, 0)))
