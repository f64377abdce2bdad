"""The model of this page in NumPy: a network of two layers for digits."""

from __future__ import annotations

import numpy as np
from sklearn.datasets import load_digits

Params = dict[str, np.ndarray]
EPOCHS, RATE, SIZE = 20, 0.5, 64


def data() -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Handwritten digits of scikit-learn: 1,437 to train, 360 to test."""
    X, y = load_digits(return_X_y=True)
    X = X / 16  # (1797, 64), values from 0 to 1
    order = np.random.default_rng(0).permutation(len(X))
    train, test = order[:1437], order[1437:]
    return X[train], y[train], X[test], y[test]


def initial() -> Params:
    """First weights, the same for every library of this page."""
    rng = np.random.default_rng(1)
    return {
        "W1": rng.normal(size=(64, 32)) * np.sqrt(2 / 64),
        "b1": np.zeros(32),
        "W2": rng.normal(size=(32, 10)) * np.sqrt(2 / 32),
        "b2": np.zeros(10),
    }


# --8<-- [start:numpy]
def loss_and_gradients(p: Params, X: np.ndarray, y: np.ndarray) -> tuple[float, Params]:
    """Forward pass, then the backward pass that somebody had to derive."""
    H = np.maximum(X @ p["W1"] + p["b1"], 0)  # (N, 32)
    Z = H @ p["W2"] + p["b2"]  # (N, 10)
    P = np.exp(Z - Z.max(axis=1, keepdims=True))
    P /= P.sum(axis=1, keepdims=True)  # softmax
    rows = np.arange(len(y))
    loss = -np.log(P[rows, y]).mean()
    dZ = P.copy()
    dZ[rows, y] -= 1
    dZ /= len(y)  # (N, 10)
    dH = (dZ @ p["W2"].T) * (H > 0)  # (N, 32)
    return loss, {
        "W1": X.T @ dH,
        "b1": dH.sum(axis=0),
        "W2": H.T @ dZ,
        "b2": dZ.sum(axis=0),
    }


def train(X: np.ndarray, y: np.ndarray) -> tuple[Params, list[float]]:
    """Gradient descent on batches in a fixed order; the mean loss of each epoch."""
    p, losses = initial(), []
    for _ in range(EPOCHS):
        total = 0.0
        for i in range(0, len(X), SIZE):
            loss, grads = loss_and_gradients(p, X[i : i + SIZE], y[i : i + SIZE])
            total += loss * len(X[i : i + SIZE])
            for name in p:
                p[name] -= RATE * grads[name]
        losses.append(total / len(X))
    return p, losses
    # --8<-- [end:numpy]


def accuracy(p: Params, X: np.ndarray, y: np.ndarray) -> float:
    """Share of right answers."""
    H = np.maximum(X @ p["W1"] + p["b1"], 0)
    return float(((H @ p["W2"] + p["b2"]).argmax(axis=1) == y).mean())


if __name__ == "__main__":
    X, y, X_test, y_test = data()
    p, losses = train(X, y)
    assert losses[-1] < losses[0]
    print(f"loss {losses[0]:.4f} -> {losses[-1]:.4f}")
    print(f"test accuracy {accuracy(p, X_test, y_test):.4f}")
