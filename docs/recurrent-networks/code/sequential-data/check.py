"""Which of two events came first? Bag, fixed slots, and a one-number memory."""

import math

import numpy as np

SLOTS = 10


def sequences(rng: np.random.Generator, n: int, first: int, last: int) -> np.ndarray:
    """Events (N, SLOTS, 2): one A and one B per sequence, in slots [first, last)."""
    x = np.zeros((n, SLOTS, 2))
    for row in x:
        a, b = rng.choice(np.arange(first, last), size=2, replace=False)
        row[a, 0], row[b, 1] = 1.0, 1.0
    return x


def a_is_first(x: np.ndarray) -> np.ndarray:
    """1.0 where A stands before B, shape (N,)."""
    return (x[:, :, 0].argmax(1) < x[:, :, 1].argmax(1)).astype(float)


def fit(features: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Logistic regression by gradient descent from zero weights, (features + 1,)."""
    f = np.column_stack([features, np.ones(len(y))])
    w = np.zeros(f.shape[1])
    for _ in range(2000):
        w += 0.5 * f.T @ (y - 1 / (1 + np.exp(-f @ w))) / len(y)
    return w


def accuracy(w: np.ndarray, features: np.ndarray, y: np.ndarray) -> float:
    """Share of right answers."""
    score = features @ w[:-1] + w[-1]
    return float(np.mean((score > 1e-9) == (y > 0)))


def memory(x: np.ndarray) -> np.ndarray:
    """Read slot by slot; h keeps the first event: +1 for A, -1 for B."""
    h = np.zeros(len(x))
    for t in range(x.shape[1]):
        h = h + (1 - np.abs(h)) * (x[:, t, 0] - x[:, t, 1])
    return h


def main() -> None:
    """Print and assert the numbers of the page."""
    rng = np.random.default_rng(0)
    train = sequences(rng, 500, 0, 5)
    same, later = sequences(rng, 1000, 0, 5), sequences(rng, 1000, 5, 10)
    y = a_is_first(train)

    slots = fit(train.reshape(500, -1), y)
    seen = accuracy(slots, same.reshape(1000, -1), a_is_first(same))
    moved = accuracy(slots, later.reshape(1000, -1), a_is_first(later))
    print(f"fixed slots: events in slots 1-5 {seen:.0%}, in slots 6-10 {moved:.0%}")
    assert seen == 1.0
    assert abs(moved - 0.5) < 0.05
    assert np.abs(slots[10:20]).max() == 0.0  # weights of unseen slots never moved

    bags = same.sum(axis=1)
    print("distinct bags:", len(np.unique(bags, axis=0)), "for", len(bags), "sequences")
    for name, x in (("1-5", same), ("6-10", later)):
        right = float(np.mean((memory(x) > 0) == (a_is_first(x) > 0)))
        print(f"one-number memory, slots {name}: {right:.0%}")
        assert right == 1.0

    print("orders of 10 different words:", math.factorial(10))
    print("dense weights", 50 * 100 * 128, "recurrent weights", 100 * 128 + 128**2)


if __name__ == "__main__":
    main()
