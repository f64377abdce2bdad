"""A GAN in NumPy with hand-written gradients, on points in the plane."""

from collections import deque
from collections.abc import Callable, Iterator
from itertools import pairwise

import numpy as np

Params = list[np.ndarray]


# --8<-- [start:networks]
def mlp(sizes: list[int], rng: np.random.Generator) -> Params:
    """Make W1, b1, W2, b2, ... of a fully connected network."""
    params: Params = []
    for d_in, d_out in pairwise(sizes):
        params += [rng.normal(size=(d_in, d_out)) / d_in**0.5, np.zeros(d_out)]
    return params


def forward(params: Params, X: np.ndarray) -> list[np.ndarray]:
    """Give input, hidden activations (tanh) and output (linear)."""
    acts = [X]  # (N, d_in)
    for i in range(0, len(params), 2):
        Z = acts[-1] @ params[i] + params[i + 1]  # (N, d_out)
        acts.append(np.tanh(Z) if i + 2 < len(params) else Z)
    return acts


def backward(
    params: Params, acts: list[np.ndarray], G: np.ndarray
) -> tuple[Params, np.ndarray]:
    """From G = dL/d(output) give the gradients of parameters and of the input."""
    grads: Params = []
    for i in reversed(range(0, len(params), 2)):
        A = acts[i // 2]  # input of this layer
        grads = [A.T @ G, G.sum(axis=0), *grads]
        G = G @ params[i].T  # (N, d_in)
        if i > 0:
            G = G * (1 - A**2)  # through the tanh below
    return grads, G


# --8<-- [end:networks]


# --8<-- [start:gan]
def sigmoid(a: np.ndarray) -> np.ndarray:
    """Logistic function."""
    return 1 / (1 + np.exp(-a))


def d_loss(D: Params, X: np.ndarray, fake: np.ndarray) -> tuple[float, Params]:
    """-V: cross-entropy with label 1 for data and 0 for fakes."""
    acts = forward(D, np.vstack([X, fake]))
    a, y = acts[-1], np.repeat([[1.0], [0.0]], len(X), axis=0)  # (2N, 1)
    loss = np.logaddexp(0, a * (1 - 2 * y)).sum() / len(X)
    return loss, backward(D, acts, (sigmoid(a) - y) / len(X))[0]


def g_loss(G: Params, D: Params, z: np.ndarray) -> tuple[float, Params]:
    """Non-saturating loss -ln D(G(z)); D passes the gradient on, unchanged."""
    g_acts = forward(G, z)
    d_acts = forward(D, g_acts[-1])
    a = d_acts[-1]  # logits, (N, 1)
    _, to_fake = backward(D, d_acts, (sigmoid(a) - 1) / len(z))  # dL/dG(z), (N, 2)
    return np.logaddexp(0, -a).mean(), backward(G, g_acts, to_fake)[0]


def train(
    seed: int,
    rounds: int = 1000,
    eta: float = 0.005,
    g_steps: int = 1,
    d_steps: int = 1,
) -> Iterator[Params]:
    """Play the game on the ring; give the generator after each round."""
    rng = np.random.default_rng(seed)
    G, D = mlp([2, 32, 32, 2], rng), mlp([2, 32, 32, 1], rng)
    step_g, step_d = adam(G, eta), adam(D, eta)
    for _ in range(rounds):
        for _ in range(d_steps):
            fake = forward(G, rng.normal(size=(64, 2)))[-1]  # G stays fixed
            step_d(d_loss(D, ring(64, rng), fake)[1])
        for _ in range(g_steps):
            step_g(g_loss(G, D, rng.normal(size=(64, 2)))[1])  # D stays fixed
        yield G


# --8<-- [end:gan]


def adam(params: Params, eta: float, digits: int = 5) -> Callable[[Params], None]:
    """Adam with beta1 = 0.5, as in DCGAN; updates the parameters in place."""
    m, v = [np.zeros_like(p) for p in params], [np.zeros_like(p) for p in params]
    t = 0

    def step(grads: Params) -> None:
        nonlocal t
        t += 1
        for p, g, m_p, v_p in zip(params, grads, m, v, strict=True):
            m_p += 0.5 * (g - m_p)
            v_p += 0.001 * (g**2 - v_p)
            p -= eta * (m_p / (1 - 0.5**t)) / (np.sqrt(v_p / (1 - 0.999**t)) + 1e-8)
            p[...] = p.round(digits)  # same run on any machine

    return step


ANGLES = 2 * np.pi * np.arange(8) / 8
CENTERS = 2 * np.stack([np.cos(ANGLES), np.sin(ANGLES)], axis=1)  # (8, 2)
WIDTH = 0.1


def ring(n: int, rng: np.random.Generator) -> np.ndarray:
    """Eight narrow Gaussians on a circle of radius 2."""
    return CENTERS[rng.integers(8, size=n)] + WIDTH * rng.normal(size=(n, 2))


def coverage(X: np.ndarray, radius: float = 5 * WIDTH) -> tuple[int, float]:
    """Modes with at least 1 percent of the points, and percent of good points."""
    distance = np.linalg.norm(X[:, None] - CENTERS, axis=2)
    near = distance < radius
    return int((near.mean(axis=0) >= 0.01).sum()), 100 * float(near.any(axis=1).mean())


def sample(G: Params, n: int = 2000) -> np.ndarray:
    """Points from fresh noise, the same noise for every generator."""
    return forward(G, np.random.default_rng(99).normal(size=(n, 2)))[-1]


def last(generators: Iterator[Params]) -> Params:
    """Play to the end."""
    return deque(generators, maxlen=1)[0]


def check_gradients() -> float:
    """Largest gap between hand-written gradients and finite differences."""
    rng = np.random.default_rng(7)
    G, D = mlp([2, 5, 2], rng), mlp([2, 5, 1], rng)
    z, X = rng.normal(size=(4, 2)), ring(4, rng)
    fake, gap = forward(G, z)[-1], 0.0
    pairs = [(D, lambda: d_loss(D, X, fake)), (G, lambda: g_loss(G, D, z))]
    for params, loss in pairs:
        for p, g in zip(params, loss()[1], strict=True):
            old, values = p.flat[0], []
            for h in (1e-5, -1e-5):
                p.flat[0] = old + h
                values.append(loss()[0])
            p.flat[0] = old
            gap = max(gap, abs((values[0] - values[1]) / 2e-5 - g.flat[0]))
    return gap


def main() -> None:
    """Check the gradients, then play the balanced game with five seeds."""
    assert check_gradients() < 1e-8
    print("hand-written gradients agree with finite differences")
    for seed in range(5):
        modes, good = coverage(sample(last(train(seed))))
        print(f"seed {seed}: {modes} of 8 modes, {good:.0f} percent of points near one")
        assert modes >= 7


if __name__ == "__main__":
    main()
