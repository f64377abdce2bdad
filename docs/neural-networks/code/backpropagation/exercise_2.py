"""Exercise 2: tanh hidden layer, softmax output, checked."""

from __future__ import annotations

import numpy as np

Array = np.ndarray
Params = dict[str, Array]


def forward(p: Params, x: Array) -> tuple[Array, Array]:
    """Activations (N, d_1) and class probabilities (N, C)."""
    a = np.tanh(x @ p["W1"] + p["b1"])
    z = a @ p["W2"] + p["b2"]
    z -= z.max(axis=1, keepdims=True)  # shifted: no overflow
    e = np.exp(z)  # (N, C)
    return a, e / e.sum(axis=1, keepdims=True)


def loss(p: Params, x: Array, y: Array) -> float:
    """Cross-entropy, mean over rows; y is one-hot (N, C)."""
    return float(-np.sum(y * np.log(forward(p, x)[1])) / len(y))


def backward(p: Params, x: Array, y: Array) -> Params:
    """Gradients of the loss; the slope in BP2 is that of tanh."""
    a, probs = forward(p, x)
    delta2 = (probs - y) / len(y)  # BP1: (N, C)
    delta1 = (delta2 @ p["W2"].T) * (1 - a**2)  # BP2: (N, d_1)
    return {
        "W1": x.T @ delta1,
        "b1": delta1.sum(axis=0),
        "W2": a.T @ delta2,
        "b2": delta2.sum(axis=0),
    }


def numerical(p: Params, x: Array, y: Array) -> Params:
    """Central differences for every entry of every parameter."""
    grads, eps = {}, 1e-5
    for name, theta in p.items():
        grads[name] = np.zeros_like(theta)
        for index in np.ndindex(theta.shape):
            kept = theta[index]
            theta[index] = kept + eps
            plus = loss(p, x, y)
            theta[index] = kept - eps
            minus = loss(p, x, y)
            grads[name][index] = (plus - minus) / (2 * eps)
            theta[index] = kept
    return grads


def main() -> None:
    """Check each parameter alone: a bias can hide in a sum."""
    rng = np.random.default_rng(1)
    p = {
        "W1": rng.normal(size=(4, 5)),
        "b1": rng.normal(size=5),
        "W2": rng.normal(size=(5, 3)),
        "b2": rng.normal(size=3),
    }
    x, y = rng.normal(size=(6, 4)), np.eye(3)[[0, 2, 1, 1, 0, 2]]
    exact, numeric = backward(p, x, y), numerical(p, x, y)
    norm = np.linalg.norm
    for name in p:
        u, v = exact[name], numeric[name]
        error = norm(u - v) / (norm(u) + norm(v))
        print(f"{name} {u.shape}: below 1e-8: {error < 1e-8}")
        assert error < 1e-8


if __name__ == "__main__":
    main()
