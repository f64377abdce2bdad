"""The numbers of the page: rings with hidden layers of several sizes, and counts."""

import itertools

import numpy as np
from sklearn.datasets import make_circles
from sklearn.linear_model import LogisticRegression


def rings(seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Points (400, 2) on two rings and their labels (400, 1)."""
    x, y = make_circles(400, noise=0.08, factor=0.5, random_state=seed)
    return x, y[:, None]


def accuracy(width: int, seed: int, steps: int = 1000, rate: float = 0.5) -> float:
    """Accuracy on new points after gradient descent, one hidden tanh layer."""
    (x, y), (x_new, y_new) = rings(0), rings(1)
    rng = np.random.default_rng(seed)
    w1, b1 = rng.normal(size=(2, width)), np.zeros(width)
    w2, b2 = rng.normal(size=(width, 1)) / np.sqrt(width), np.zeros(1)
    velocity = [np.zeros_like(p) for p in (w1, b1, w2, b2)]
    for _ in range(steps):
        h = np.tanh(x @ w1 + b1)  # (400, width)
        dz = (1 / (1 + np.exp(-(h @ w2 + b2))) - y) / len(x)  # (400, 1)
        dh = dz @ w2.T * (1 - h * h)  # (400, width)
        gradients = (x.T @ dh, dh.sum(0), h.T @ dz, dz.sum(0))
        for p, v, g in zip((w1, b1, w2, b2), velocity, gradients, strict=True):
            v *= 0.9
            v += g
            p -= rate * v
    scores = np.tanh(x_new @ w1 + b1) @ w2 + b2
    return float(((scores > 0) == y_new).mean())


def parameters(sizes: list[int]) -> int:
    """Weights and biases of a dense network with these layer sizes."""
    return sum((a + 1) * b for a, b in itertools.pairwise(sizes))


def main() -> None:
    """Print and assert the numbers of the page."""
    (x, y), (x_new, y_new) = rings(0), rings(1)
    linear = LogisticRegression().fit(x, y.ravel()).score(x_new, y_new.ravel())
    print(f"no hidden layer: {linear:.0%}")
    for width in (1, 2, 3, 8):
        found = [accuracy(width, seed) for seed in range(4)]
        print(f"hidden units {width}: {min(found):.0%} to {max(found):.0%}")
        assert (min(found) > 0.98) == (width >= 3)
    for sizes in ([784, 10], [784, 64, 64, 10], [784, 128, 10], [784, 128, 128, 10]):
        print(f"{sizes}: {parameters(sizes):,} parameters")
    print(f"{[784, 256, 10]}: {parameters([784, 256, 10]):,} parameters")
    share = parameters([784, 128]) / parameters([784, 128, 10])
    print(f"share of the first layer in 784-128-10: {share:.0%}")
    assert parameters([784, 128, 10]) == 101_770


if __name__ == "__main__":
    main()
