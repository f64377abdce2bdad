"""Rings: accuracy by hidden units, and what the hidden layer makes of the data."""

import numpy as np
from sklearn.datasets import make_circles
from sklearn.linear_model import LogisticRegression

Array = np.ndarray


def rings(seed: int) -> tuple[Array, Array]:
    """Points (400, 2) on two rings and their labels (400,)."""
    return make_circles(400, noise=0.08, factor=0.5, random_state=seed)


# --8<-- [start:train]
def train(width: int, seed: int, steps: int = 1000, rate: float = 0.5) -> list[Array]:
    """Gradient descent with momentum; one hidden tanh layer, sigmoid output."""
    x, y = rings(0)
    rng = np.random.default_rng(seed)
    w1, b1 = rng.normal(size=(2, width)), np.zeros(width)
    w2, b2 = rng.normal(size=(width, 1)) / np.sqrt(width), np.zeros(1)
    params = [w1, b1, w2, b2]
    velocity = [np.zeros_like(p) for p in params]
    for _ in range(steps):
        a1 = np.tanh(x @ w1 + b1)  # (N, width)
        p = 1 / (1 + np.exp(-(a1 @ w2 + b2)))  # (N, 1)
        delta2 = (p - y[:, None]) / len(x)  # (N, 1)
        delta1 = delta2 @ w2.T * (1 - a1 * a1)  # (N, width)
        gradients = (x.T @ delta1, delta1.sum(0), a1.T @ delta2, delta2.sum(0))
        for q, v, g in zip(params, velocity, gradients, strict=True):
            v *= 0.9
            v += g
            q -= rate * v
    return params


# --8<-- [end:train]


def features(x: Array, params: list[Array]) -> Array:
    """The hidden layer's output, (N, width)."""
    return np.tanh(x @ params[0] + params[1])


def accuracy(params: list[Array]) -> float:
    """Share of 400 new points on the right side."""
    x, y = rings(1)
    return float(((features(x, params) @ params[2] + params[3] > 0)[:, 0] == y).mean())


def probe(params: list[Array] | None) -> float:
    """Accuracy of logistic regression on the features (None: on the points)."""
    (x, y), (x_new, y_new) = rings(0), rings(1)
    if params is not None:
        x, x_new = features(x, params), features(x_new, params)
    return float(LogisticRegression(C=100).fit(x, y).score(x_new, y_new))


def main() -> None:
    """Print and assert the numbers of the page."""
    print("accuracy on 400 new points, four starts")
    print(f"no hidden layer  {probe(None):.0%}")
    for width in (1, 2, 3, 8):
        found = [accuracy(train(width, seed)) for seed in range(4)]
        print(f"hidden units {width}   {min(found):.0%} to {max(found):.0%}")
        assert (min(found) > 0.98) == (width >= 3)
    print("logistic regression on three features")
    rng = np.random.default_rng(0)
    random = [probe([rng.normal(size=(2, 3)), rng.normal(size=3)]) for _ in range(20)]
    print(f"random weights   {min(random):.0%} to {max(random):.0%}, ", end="")
    print(f"mean {np.mean(random):.0%} of 20 draws")
    learned = [probe(train(3, seed)) for seed in range(4)]
    print(f"learned weights  {min(learned):.0%} to {max(learned):.0%}")
    assert min(learned) > 0.98


if __name__ == "__main__":
    main()
