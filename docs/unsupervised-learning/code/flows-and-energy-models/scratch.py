"""Affine coupling layers in NumPy: forward, inverse, exact likelihood, gradients."""

from math import log, pi

import numpy as np
from nets import adam, backward, forward, mlp
from sklearn.datasets import make_moons

Layer = list[np.ndarray]  # the parameters of one small network
S_MAX = 2.0  # bound of the log-scale


def data(seed: int, n: int = 2000) -> np.ndarray:
    """Two moons with noise, shifted and scaled by fixed numbers: (n, 2)."""
    X, _ = make_moons(n, noise=0.08, random_state=seed)
    return (X - np.array([0.5, 0.25])) * np.array([1.15, 2.0])


# --8<-- [start:flow]
def scale_and_shift(net: Layer, kept: np.ndarray) -> tuple[np.ndarray, ...]:
    """Log-scale s and shift t of the changed half, from the kept half: (N, 1) each."""
    acts = forward(net, kept)
    return S_MAX * np.tanh(acts[-1][:, :1]), acts[-1][:, 1:], acts


def to_noise(flow: list[Layer], X: np.ndarray) -> tuple[np.ndarray, np.ndarray, list]:
    """z = f(x), the log of |det J|, and what the backward pass needs."""
    Z, log_det, tape = X.copy(), np.zeros(len(X)), []
    for i, net in enumerate(flow):
        keep, change = i % 2, 1 - i % 2  # the halves take turns
        old = Z[:, [change]]
        s, t, acts = scale_and_shift(net, Z[:, [keep]])
        Z[:, [change]] = old * np.exp(s) + t
        log_det += s[:, 0]  # the Jacobian is triangular: its diagonal is 1 and e^s
        tape.append((old, s, acts))
    return Z, log_det, tape


def to_data(flow: list[Layer], Z: np.ndarray) -> np.ndarray:
    """The inverse: undo the layers, last one first."""
    X = Z.copy()
    for i, net in reversed(list(enumerate(flow))):
        keep, change = i % 2, 1 - i % 2
        s, t, _ = scale_and_shift(net, X[:, [keep]])  # the same s and t as before
        X[:, [change]] = (X[:, [change]] - t) * np.exp(-s)
    return X


def log_p(flow: list[Layer], X: np.ndarray) -> np.ndarray:
    """Exact log-density of each row: normal density of z, plus log |det J|."""
    Z, log_det, _ = to_noise(flow, X)
    return -0.5 * (Z**2).sum(axis=1) - log(2 * pi) + log_det


def loss_and_grads(flow: list[Layer], X: np.ndarray) -> tuple[float, list[np.ndarray]]:
    """Mean of -log p and its gradients, layer by layer from the last to the first."""
    Z, log_det, tape = to_noise(flow, X)
    N = len(X)
    loss = (0.5 * (Z**2).sum(axis=1) + log(2 * pi) - log_det).mean()
    G, grads = Z / N, []  # dL/dz, (N, 2)
    for i in reversed(range(len(flow))):
        keep, change = i % 2, 1 - i % 2
        old, s, acts = tape[i]
        g = G[:, [change]]
        G_s = g * old * np.exp(s) - 1 / N  # through the output, and through log_det
        G_raw = G_s * (S_MAX - s**2 / S_MAX)  # derivative of S_MAX tanh
        net_grads, G_kept = backward(flow[i], acts, np.hstack([G_raw, g]))
        grads = net_grads + grads
        G[:, [change]] = g * np.exp(s)
        G[:, [keep]] += G_kept
    return loss, grads


# --8<-- [end:flow]


def make_flow(layers: int, hidden: int, rng: np.random.Generator) -> list[Layer]:
    """Coupling layers whose last weights start small: nearly the identity."""
    flow = []
    for _ in range(layers):
        net = mlp([1, hidden, 2], rng)
        net[-2] *= 0.1
        flow.append(net)
    return flow


def train(
    X: np.ndarray, seed: int, layers: int = 8, hidden: int = 32, steps: int = 1000
) -> list[Layer]:
    """Maximize the likelihood with Adam."""
    rng = np.random.default_rng(seed)
    flow = make_flow(layers, hidden, rng)
    params = [p for net in flow for p in net]
    step = adam(params, 0.01, steps)
    for t in range(1, steps + 1):
        batch = X[rng.integers(len(X), size=256)]
        step(loss_and_grads(flow, batch)[1], t)
    return flow


def gaussian_log_p(train_x: np.ndarray, X: np.ndarray) -> np.ndarray:
    """Baseline: one Gaussian with the mean and covariance of the training data."""
    C = np.cov(train_x.T, bias=True)
    D = X - train_x.mean(axis=0)
    squared = (D @ np.linalg.inv(C) * D).sum(axis=1)
    return -0.5 * squared - log(2 * pi) - 0.5 * np.linalg.slogdet(C)[1]


def check_gradient() -> float:
    """Largest gap between a hand-written gradient and a finite difference."""
    rng = np.random.default_rng(3)
    flow, X = make_flow(4, 5, rng), rng.normal(size=(6, 2))
    _, grads = loss_and_grads(flow, X)
    gap = 0.0
    for p, g in zip([p for net in flow for p in net], grads, strict=True):
        for index in [np.unravel_index(i, p.shape) for i in (0, p.size - 1)]:
            old, values = p[index], []
            for h in (1e-5, -1e-5):
                p[index] = old + h
                values.append(loss_and_grads(flow, X)[0])
            p[index] = old
            gap = max(gap, abs((values[0] - values[1]) / 2e-5 - g[index]))
    return gap


if __name__ == "__main__":
    assert check_gradient() < 1e-7
    print("hand-written gradients agree with finite differences")
