"""A small network with a hand-written backward pass, and Adam."""

from collections.abc import Callable
from itertools import pairwise

import numpy as np


def adam(
    params: list[np.ndarray], eta: float, steps: int
) -> Callable[[list[np.ndarray], int], None]:
    """Give a function that updates the parameters in place from their gradients.

    The learning rate falls linearly from `eta` to 0 over `steps` steps.
    """
    m, v = [np.zeros_like(p) for p in params], [np.zeros_like(p) for p in params]

    def step(grads: list[np.ndarray], t: int) -> None:
        rate = eta * (1 - t / steps)
        for p, g, m_p, v_p in zip(params, grads, m, v, strict=True):
            m_p += 0.1 * (g - m_p)
            v_p += 0.001 * (g**2 - v_p)
            p -= rate * (m_p / (1 - 0.9**t)) / (np.sqrt(v_p / (1 - 0.999**t)) + 1e-8)

    return step


def mlp(sizes: list[int], rng: np.random.Generator) -> list[np.ndarray]:
    """Make the parameters W1, b1, W2, b2, ... of a fully connected network."""
    params = []
    for d_in, d_out in pairwise(sizes):
        params += [rng.normal(size=(d_in, d_out)) / d_in**0.5, np.zeros(d_out)]
    return params


def forward(params: list[np.ndarray], X: np.ndarray) -> list[np.ndarray]:
    """Give input, hidden activations (tanh) and output (linear)."""
    acts = [X]  # (N, d_in)
    for i in range(0, len(params), 2):
        Z = acts[-1] @ params[i] + params[i + 1]  # (N, d_out)
        acts.append(np.tanh(Z) if i + 2 < len(params) else Z)
    return acts


def backward(
    params: list[np.ndarray], acts: list[np.ndarray], G: np.ndarray
) -> tuple[list[np.ndarray], np.ndarray]:
    """From G = dL/d(output) give the gradients of all parameters and of the input."""
    grads: list[np.ndarray] = []
    for i in reversed(range(0, len(params), 2)):
        A = acts[i // 2]  # the input of this layer
        grads = [A.T @ G, G.sum(axis=0), *grads]
        G = G @ params[i].T
        if i > 0:
            G = G * (1 - A**2)  # through the tanh below
    return grads, G


if __name__ == "__main__":
    net = mlp([1, 32, 2], np.random.default_rng(0))
    print(f"one network of a coupling layer: {sum(p.size for p in net)} parameters")
