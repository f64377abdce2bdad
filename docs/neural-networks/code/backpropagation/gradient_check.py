"""Gradient check by central differences, on the worked network and a deeper one."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import scratch
from scratch import Array, Layers, cross_entropy, forward


# --8<-- [start:check]
def numerical_gradient(
    layers: Layers,
    x: Array,
    y: Array,
    eps: float,
) -> Layers:
    """Central differences: nudge each parameter both ways."""
    grads = []
    for pair in layers:
        pair_grads = []
        for theta in pair:  # W, then b; restored after each nudge
            g = np.zeros_like(theta)
            for index in np.ndindex(theta.shape):
                kept = theta[index]
                theta[index] = kept + eps
                plus = cross_entropy(forward(layers, x)[-1], y)
                theta[index] = kept - eps
                minus = cross_entropy(forward(layers, x)[-1], y)
                theta[index] = kept
                g[index] = (plus - minus) / (2 * eps)
            pair_grads.append(g)
        grads.append(tuple(pair_grads))
    return grads


def relative_error(a: Layers, b: Layers) -> float:
    """||a - b|| / (||a|| + ||b||); 0 is a perfect match."""
    u = np.concatenate([g.ravel() for pair in a for g in pair])
    v = np.concatenate([g.ravel() for pair in b for g in pair])
    norm = np.linalg.norm
    return float(norm(u - v) / (norm(u) + norm(v)))


# --8<-- [end:check]


def random_network(sizes: list[int], rng: np.random.Generator) -> Layers:
    """Weights and biases from a standard normal distribution."""
    return [(rng.normal(size=(a, b)), rng.normal(size=b)) for a, b in pairwise(sizes)]


def main() -> None:
    """Check the worked network, then a deeper one on a batch."""
    layers, x, y = scratch.worked_network()
    error = relative_error(
        scratch.backward(layers, forward(layers, x), y),
        numerical_gradient(layers, x, y, eps=1e-5),
    )
    print(f"2-2-1, N = 1: relative error below 1e-8: {error < 1e-8}")
    rng = np.random.default_rng(0)
    layers = random_network([3, 4, 4, 2], rng)
    x, y = rng.normal(size=(5, 3)), rng.integers(0, 2, size=(5, 2)).astype(float)
    good = scratch.backward(layers, forward(layers, x), y)
    numeric = numerical_gradient(layers, x, y, eps=1e-5)
    error = relative_error(good, numeric)
    print(f"3-4-4-2, N = 5: relative error below 1e-8: {error < 1e-8}")
    doubled = [(2 * dw, 2 * db) for dw, db in good]
    print(f"all gradients doubled: {relative_error(doubled, numeric):.4f}")
    assert error < 1e-8


if __name__ == "__main__":
    main()
