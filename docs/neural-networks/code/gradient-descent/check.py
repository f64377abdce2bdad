"""The numbers of the page: steps on a parabola, and three batch sizes on digits."""

import numpy as np
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split

PIXELS, DIGITS = load_digits(return_X_y=True)
X, X_NEW, Y, Y_NEW = train_test_split(
    PIXELS / 16, DIGITS, test_size=0.3, random_state=0, stratify=DIGITS
)


def accuracy(batch: int, rate: float, seed: int, epochs: int = 10) -> float:
    """Accuracy on new digits of a network 64-32-10 after SGD with this batch size."""
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
    for rate in (0.1, 0.25, 0.4, 0.5, 0.6):
        path = [(1 - 4 * rate) ** step for step in (1, 2, 3)]
        print(f"rate {rate}: " + ", ".join(f"{w:.3f}" for w in path))

    print(f"{len(X)} images to learn from, {len(X_NEW)} new ones")
    for batch, rate in ((len(X), 0.1), (32, 0.1), (1, 0.01)):
        found = [accuracy(batch, rate, seed) for seed in range(3)]
        updates = 10 * -(-len(X) // batch)
        print(f"batch {batch}, rate {rate}: {updates} updates, ", end="")
        print(f"{min(found):.0%} to {max(found):.0%} right")
        assert (max(found) < 0.3) if batch == len(X) else (min(found) > 0.9)


if __name__ == "__main__":
    main()
