"""Solution of exercise 4: planted faults, what the gradient check says of each."""

from __future__ import annotations

from collections.abc import Callable

import gradient_check
import numpy as np
import scratch
from scratch import Array, Layers

Backward = Callable[[Layers, list[Array], Array], Layers]


def correct(layers: Layers, h: list[Array], y: Array) -> Layers:
    """No fault."""
    return scratch.backward(layers, h, y)


def doubled(layers: Layers, h: list[Array], y: Array) -> Layers:
    """A factor 2 too many."""
    return [(2 * dw, 2 * db) for dw, db in scratch.backward(layers, h, y)]


def no_derivative(layers: Layers, h: list[Array], y: Array) -> Layers:
    """BP2 without the factor h (1 - h)."""
    delta2 = (h[2] - y) / len(y)
    delta1 = delta2 @ layers[1][0].T
    return [
        (h[0].T @ delta1, delta1.sum(axis=0)),
        (h[1].T @ delta2, delta2.sum(axis=0)),
    ]


def no_hidden_bias(layers: Layers, h: list[Array], y: Array) -> Layers:
    """BP4 forgotten for the first layer."""
    (dw1, db1), second = scratch.backward(layers, h, y)
    return [(dw1, np.zeros_like(db1)), second]


def train(backward: Backward, layers: Layers, x: Array, y: Array) -> float:
    """Loss after 300 steps with learning rate 0.5."""
    for _ in range(300):
        grads = backward(layers, scratch.forward(layers, x), y)
        layers = scratch.update(layers, grads, eta=0.5)
    return scratch.cross_entropy(scratch.forward(layers, x)[-1], y)


def main() -> None:
    """For each fault: relative error of the check, loss before and after."""
    rng = np.random.default_rng(3)
    layers = gradient_check.random_network([2, 4, 1], rng)
    x = rng.normal(size=(40, 2))
    y = (x[:, :1] + x[:, 1:] > 0).astype(float)
    wrong = 1 - y  # labels swapped in the data: loss and backward agree on them
    before = scratch.cross_entropy(scratch.forward(layers, x)[-1], y)
    print(f"loss at the start {before:.2f}")
    cases = [
        ("correct", correct, y),
        ("doubled", doubled, y),
        ("no sigmoid derivative", no_derivative, y),
        ("no hidden bias gradient", no_hidden_bias, y),
        ("labels swapped", correct, wrong),
    ]
    for name, backward, labels in cases:
        exact = backward(layers, scratch.forward(layers, x), labels)
        numeric = gradient_check.numerical_gradient(layers, x, labels, eps=1e-5)
        error = gradient_check.relative_error(exact, numeric)
        after = train(backward, layers, x, labels)
        assert after < before / 5  # every one of them learns
        print(f"{name:<25}error {error:.2f}, training loss after {after:.2f}")


if __name__ == "__main__":
    main()
