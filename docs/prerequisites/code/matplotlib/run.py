"""The training run whose numbers the plots of this page show, and five of them."""

from functools import cache

import numpy as np
from sklearn.datasets import load_digits

EPOCHS, RATE, HIDDEN, NOISE = 1200, 0.2, 64, 0.2
SEEDS = 5


def relu(z: np.ndarray) -> np.ndarray:
    """max(0, z), entry by entry."""
    return np.maximum(0, z)


def log_softmax(z: np.ndarray) -> np.ndarray:
    """Logarithm of softmax of each row."""
    z = z - z.max(axis=1, keepdims=True)
    return z - np.log(np.exp(z).sum(axis=1, keepdims=True))


class Run:
    """A 64-64-10 network on 300 digits, a fifth of the labels wrong."""

    def __init__(self, seed: int = 0):
        rng = np.random.default_rng(seed)
        X, y = load_digits(return_X_y=True)
        order = rng.permutation(len(X))
        X, y = X[order] / 16, y[order]
        labels = y[:300].copy()
        wrong = rng.permutation(300)[: int(300 * NOISE)]
        labels[wrong] = (labels[wrong] + rng.integers(1, 10, len(wrong))) % 10
        self.train_X, self.train_y = X[:300], labels
        self.valid_X, self.valid_y = X[300:800], y[300:800]
        self.test_X, self.test_y = X[800:], y[800:]
        self.W1 = rng.normal(size=(64, HIDDEN)) * np.sqrt(2 / 64)
        self.W2 = rng.normal(size=(HIDDEN, 10)) * np.sqrt(1 / HIDDEN)
        self.b1, self.b2 = np.zeros(HIDDEN), np.zeros(10)
        self.train: list[float] = []  # mean loss after each epoch
        self.valid: list[float] = []
        self.test_best = np.inf  # test loss at the epoch with the best validation loss
        for _ in range(EPOCHS):
            self.step()
            self.train.append(self.loss(self.train_X, self.train_y))
            self.valid.append(self.loss(self.valid_X, self.valid_y))
            if self.valid[-1] == min(self.valid):
                self.test_best = self.loss(self.test_X, self.test_y)
        self.test_last = self.loss(self.test_X, self.test_y)

    def hidden(self, X: np.ndarray) -> np.ndarray:
        """Activations of the hidden layer."""
        return relu(X @ self.W1 + self.b1)

    def loss(self, X: np.ndarray, y: np.ndarray) -> float:
        """Mean cross-entropy."""
        p = log_softmax(self.hidden(X) @ self.W2 + self.b2)
        return float(-p[np.arange(len(y)), y].mean())

    def step(self) -> None:
        """One epoch: a gradient step on all training examples."""
        X, y = self.train_X, self.train_y
        A = self.hidden(X)
        D2 = (np.exp(log_softmax(A @ self.W2 + self.b2)) - np.eye(10)[y]) / len(y)
        D1 = (D2 @ self.W2.T) * (A > 0)
        self.W2 -= RATE * A.T @ D2
        self.b2 -= RATE * D2.sum(axis=0)
        self.W1 -= RATE * X.T @ D1
        self.b1 -= RATE * D1.sum(axis=0)


@cache
def run(seed: int = 0) -> Run:
    """The run with this seed, trained once."""
    return Run(seed)


def best_epoch(losses: list[float]) -> int:
    """The epoch with the lowest loss; epochs count from 1."""
    return int(np.argmin(losses)) + 1


def main() -> None:
    """Print what the reader of a plot would see."""
    first = run(0)
    best = best_epoch(first.valid)
    print(f"last epoch {EPOCHS}: training {first.train[-1]:.2f}, "
          f"validation {first.valid[-1]:.2f}")  # fmt: skip
    print(f"best epoch {best}: training {first.train[best - 1]:.2f}, "
          f"validation {first.valid[best - 1]:.2f}")  # fmt: skip
    runs = [run(seed) for seed in range(SEEDS)]
    kept = np.array([r.test_best for r in runs])
    last = np.array([r.test_last for r in runs])
    print("best epochs of five seeds:", [best_epoch(r.valid) for r in runs])
    print(f"test loss, mean (range) of {SEEDS} seeds")
    for name, values in (("last epoch", last), ("best epoch", kept)):
        print(f"{name} {values.mean():.2f} ({values.min():.2f} to {values.max():.2f})")
    print(f"all classes equally likely: {np.log(10):.2f}")


if __name__ == "__main__":
    main()
