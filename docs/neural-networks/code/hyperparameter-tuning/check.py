"""The numbers of the page: six learning rates, and chances of random trials."""

import numpy as np
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split

PIXELS, DIGITS = load_digits(return_X_y=True)
X, X_NEW, Y, Y_NEW = train_test_split(
    PIXELS / 16, DIGITS, test_size=0.3, random_state=0, stratify=DIGITS
)


def accuracy(rate: float, seed: int, epochs: int = 20, batch: int = 32) -> float:
    """Accuracy on held-out digits of a network 64-32-10 after mini-batch SGD."""
    rng = np.random.default_rng(seed)
    w1, b1 = rng.uniform(-1, 1, (64, 32)) / 8, np.zeros(32)
    w2, b2 = rng.uniform(-1, 1, (32, 10)) / 6, np.zeros(10)
    for _ in range(epochs):
        order = rng.permutation(len(X))
        for start in range(0, len(X), batch):
            x, y = X[order[start : start + batch]], Y[order[start : start + batch]]
            h = np.maximum(x @ w1 + b1, 0)  # (B, 32)
            z = h @ w2 + b2  # (B, 10)
            p = np.exp(z - z.max(1, keepdims=True))
            dz = p / p.sum(1, keepdims=True)
            dz[np.arange(len(y)), y] -= 1
            dz /= len(y)
            dh = dz @ w2.T * (h > 0)  # (B, 32)
            w2 -= rate * h.T @ dz
            b2 -= rate * dz.sum(0)
            w1 -= rate * x.T @ dh
            b1 -= rate * dh.sum(0)
    scores = np.maximum(X_NEW @ w1 + b1, 0) @ w2 + b2
    return float((scores.argmax(1) == Y_NEW).mean())


def main() -> None:
    """Print and assert the numbers of the page."""
    for rate in (0.0001, 0.001, 0.01, 0.1, 1.0, 10.0):
        found = [accuracy(rate, seed) for seed in range(3)]
        print(f"rate {rate:g}: {min(found):.0%} to {max(found):.0%}")
        assert (min(found) > 0.9) == (rate in (0.1, 1.0))
    print(f"all combinations of five values for four knobs: {5**4}")
    for n in (10, 60):
        print(f"{n} trials, at least one in the best 5%: {1 - 0.95**n:.0%}")
    print(f"uniform draws of the rate above 0.1: {(1 - 0.1) / (1 - 0.0001):.0%}")


if __name__ == "__main__":
    main()
