"""The numbers of the page: a network that memorizes 150 digits, and remedies."""

import numpy as np
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split

PIXELS, DIGITS = load_digits(return_X_y=True)
X, X_NEW, Y, Y_NEW = train_test_split(
    PIXELS / 16, DIGITS, train_size=150, test_size=500, random_state=0, stratify=DIGITS
)


def softmax(z: np.ndarray) -> np.ndarray:
    """Probabilities per row, shape (N, 10)."""
    p = np.exp(z - z.max(1, keepdims=True))
    return p / p.sum(1, keepdims=True)


def train(seed: int, decay: float = 0.0, drop: float = 0.0, epochs: int = 400) -> dict:
    """Train 64-128-10 with momentum on labels of which 30 were drawn at random."""
    rng = np.random.default_rng(seed)
    y, rows = Y.copy(), np.arange(150)
    y[rng.permutation(150)[:30]] = rng.integers(0, 10, 30)
    w1, b1 = rng.uniform(-1, 1, (64, 128)) / 8, np.zeros(128)
    w2, b2 = rng.uniform(-1, 1, (128, 10)) / 11, np.zeros(10)
    parameters = (w1, b1, w2, b2)
    velocity = [np.zeros_like(p) for p in parameters]
    history = []
    for epoch in range(1, epochs + 1):
        a = X @ w1 + b1  # (150, 128)
        mask = (rng.random(a.shape) >= drop) / (1 - drop)
        h = np.maximum(a, 0) * mask
        dz = softmax(h @ w2 + b2)  # (150, 10)
        dz[rows, y] -= 1
        dz /= len(y)
        da = dz @ w2.T * mask * (a > 0)
        gradients = (
            X.T @ da + decay * w1,
            da.sum(0),
            h.T @ dz + decay * w2,
            dz.sum(0),
        )
        for p, v, g in zip(parameters, velocity, gradients, strict=True):
            v *= 0.9
            v += g
            p -= 0.1 * v
        if epoch % 5 == 0:
            p = softmax(np.maximum(X_NEW @ w1 + b1, 0) @ w2 + b2)
            loss = float(-np.log(p[np.arange(500), Y_NEW]).mean())
            history.append((loss, epoch, float((p.argmax(1) == Y_NEW).mean())))
    p = softmax(np.maximum(X @ w1 + b1, 0) @ w2 + b2)
    return {
        "wrong": int((y != Y).sum()),
        "train": float((p.argmax(1) == y).mean()),
        "train loss": float(-np.log(p[rows, y]).mean()),
        "end": history[-1],
        "best": min(history),
    }


def span(values: list[float], form: str = ".0%") -> str:
    """Smallest to largest value as text."""
    return f"{min(values):{form}} to {max(values):{form}}"


def main() -> None:
    """Print and assert the numbers of the page."""
    plain = [train(seed) for seed in range(3)]
    print("wrong labels:", span([run["wrong"] for run in plain], "d"))
    print("plain, training loss:", span([run["train loss"] for run in plain], ".2f"))
    print("plain, best epoch:", span([run["best"][1] for run in plain], "d"))
    for name in ("best", "end"):
        print(f"plain, {name}: loss", span([r[name][0] for r in plain], ".1f"), end="")
        print(", right", span([r[name][2] for r in plain]))
    settings = {
        "none": (0.0, 0.0),
        "dropout 0.5": (0.0, 0.5),
        "decay 0.01": (0.01, 0.0),
        "decay 0.01, dropout 0.5": (0.01, 0.5),
        "decay 0.03": (0.03, 0.0),
    }
    for name, (decay, drop) in settings.items():
        runs = [train(seed, decay, drop) for seed in range(3)]
        assert decay or min(run["train"] for run in runs) > 0.99
        print(f"{name}: training", span([run["train"] for run in runs]), end="")
        print(", new digits", span([run["end"][2] for run in runs]))
    print(f"0.999^1000 = {0.999**1000:.2f}")
    print("dropout of (2, 4, 6):", np.array([2, 4, 6]) * np.array([1, 0, 1]) / 0.5)


if __name__ == "__main__":
    main()
