"""A slip in a hand-written backward pass: no error, and the loss still falls."""

from __future__ import annotations

import numpy as np
import scratch

RIGHT = scratch.loss_and_gradients


def wrong(
    p: scratch.Params, X: np.ndarray, y: np.ndarray
) -> tuple[float, scratch.Params]:
    """The factor (H > 0), the derivative of ReLU, is forgotten."""
    loss, grads = RIGHT(p, X, y)
    Z = np.maximum(X @ p["W1"] + p["b1"], 0) @ p["W2"] + p["b2"]
    dZ = np.exp(Z - Z.max(axis=1, keepdims=True))
    dZ /= dZ.sum(axis=1, keepdims=True)
    dZ[np.arange(len(y)), y] -= 1
    dH = dZ / len(y) @ p["W2"].T  # * (H > 0) is missing
    return loss, grads | {"W1": X.T @ dH, "b1": dH.sum(axis=0)}


def difference(p: scratch.Params, X: np.ndarray, y: np.ndarray) -> float:
    """The derivative for W1[10, 0] by (f(w + h) - f(w - h)) / 2h."""
    up, down = ({**p, "W1": p["W1"].copy()} for _ in range(2))
    up["W1"][10, 0] += 1e-5
    down["W1"][10, 0] -= 1e-5
    return (RIGHT(up, X, y)[0] - RIGHT(down, X, y)[0]) / 2e-5


if __name__ == "__main__":
    X, y, X_test, y_test = scratch.data()
    for name, function in (("right", RIGHT), ("slip", wrong)):
        scratch.loss_and_gradients = function
        p, losses = scratch.train(X, y)
        accuracy = scratch.accuracy(p, X_test, y_test)
        print(f"{name:6}loss {losses[0]:.4f} -> {losses[-1]:.4f}", end=", ")
        print(f"test accuracy {accuracy:.4f}")
    p = scratch.initial()
    print(f"one derivative by differences: {difference(p, X, y):.6f}")
    for name, function in (("right", RIGHT), ("slip", wrong)):
        print(f"  {name:6}{function(p, X, y)[1]['W1'][10, 0]:.6f}")
