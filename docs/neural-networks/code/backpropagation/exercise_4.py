"""Exercise 4: planted faults, and what the check says of each."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import scratch
from gradient_check import (
    numerical_gradient,
    random_network,
    relative_error,
)
from scratch import Array, Layers

Backward = Callable[[Layers, list[Array], Array], Layers]


def correct(layers: Layers, a: list[Array], y: Array) -> Layers:
    """No fault."""
    return scratch.backward(layers, a, y)


def doubled(layers: Layers, a: list[Array], y: Array) -> Layers:
    """A factor 2 too many."""
    grads = scratch.backward(layers, a, y)
    return [(2 * dw, 2 * db) for dw, db in grads]


def no_slope(layers: Layers, a: list[Array], y: Array) -> Layers:
    """BP2 without the factor a (1 - a)."""
    delta2 = (a[2] - y) / len(y)
    delta1 = delta2 @ layers[1][0].T
    return [
        (a[0].T @ delta1, delta1.sum(axis=0)),
        (a[1].T @ delta2, delta2.sum(axis=0)),
    ]


def no_bias(layers: Layers, a: list[Array], y: Array) -> Layers:
    """BP4 forgotten for the first layer."""
    (dw1, db1), second = scratch.backward(layers, a, y)
    return [(dw1, np.zeros_like(db1)), second]


def loss(layers: Layers, x: Array, y: Array) -> float:
    """Forward pass and cross-entropy."""
    p = scratch.forward(layers, x)[-1]
    return scratch.cross_entropy(p, y)


def train(
    backward: Backward,
    layers: Layers,
    x: Array,
    y: Array,
) -> float:
    """Loss after 300 steps with learning rate 0.5."""
    for _ in range(300):
        grads = backward(layers, scratch.forward(layers, x), y)
        layers = scratch.update(layers, grads, eta=0.5)
    return loss(layers, x, y)


def main() -> None:
    """For each fault: error of the check, and loss after training."""
    rng = np.random.default_rng(3)
    layers = random_network([2, 4, 1], rng)
    x = rng.normal(size=(40, 2))
    y = (x[:, :1] + x[:, 1:] > 0).astype(float)
    wrong = 1 - y  # swapped in the data, for loss and backward
    before = loss(layers, x, y)
    print(f"loss at the start {before:.2f}")
    cases = [
        ("correct", correct, y),
        ("doubled", doubled, y),
        ("no sigmoid derivative", no_slope, y),
        ("no hidden bias gradient", no_bias, y),
        ("labels swapped", correct, wrong),
    ]
    for name, backward, labels in cases:
        a = scratch.forward(layers, x)
        exact = backward(layers, a, labels)
        numeric = numerical_gradient(layers, x, labels, eps=1e-5)
        error = relative_error(exact, numeric)
        after = train(backward, layers, x, labels)
        assert after < before / 5  # every one of them learns
        print(f"{name:<25}error {error:.2f}", end=", ")
        print(f"training loss after {after:.2f}")


if __name__ == "__main__":
    main()
