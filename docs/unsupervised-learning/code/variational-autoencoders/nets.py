"""Data, network, optimizer and plain autoencoder, as on the page on autoencoders."""

from collections.abc import Callable
from itertools import pairwise

import numpy as np
from sklearn.datasets import load_digits


def data() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Give train images (1400, 64), test images (397, 64) and test labels (397,)."""
    digits = load_digits()
    order = np.random.default_rng(0).permutation(1797)
    X, labels = digits.data[order] / 16, digits.target[order]  # ink from 0 to 1
    return X[:1400], X[1400:], labels[1400:]


def adam(
    params: list[np.ndarray], eta: float = 0.005
) -> Callable[[list[np.ndarray], int], None]:
    """Give a function that updates the parameters in place from their gradients."""
    m, v = [np.zeros_like(p) for p in params], [np.zeros_like(p) for p in params]

    def step(grads: list[np.ndarray], t: int) -> None:
        for p, g, m_p, v_p in zip(params, grads, m, v, strict=True):
            m_p += 0.1 * (g - m_p)
            v_p += 0.001 * (g**2 - v_p)
            p -= eta * (m_p / (1 - 0.9**t)) / (np.sqrt(v_p / (1 - 0.999**t)) + 1e-8)

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


def left(X: np.ndarray, X_hat: np.ndarray) -> float:
    """Reconstruction error as a share of the variance of X, in percent."""
    return 100 * ((X - X_hat) ** 2).sum() / ((X - X.mean(axis=0)) ** 2).sum()


def train_plain(
    X: np.ndarray, k: int, seed: int = 1, steps: int = 1000
) -> tuple[list[np.ndarray], list[np.ndarray]]:
    """Train a plain autoencoder 64 - 64 - k - 64 - 64 on half the squared error."""
    rng = np.random.default_rng(seed)
    enc, dec = mlp([64, 64, k], rng), mlp([k, 64, 64], rng)
    step = adam(enc + dec)
    for t in range(1, steps + 1):
        batch = X[rng.integers(len(X), size=200)]
        enc_acts = forward(enc, batch)
        dec_acts = forward(dec, enc_acts[-1])
        dec_grads, G_code = backward(dec, dec_acts, (dec_acts[-1] - batch) / 200)
        enc_grads, _ = backward(enc, enc_acts, G_code)
        step(enc_grads + dec_grads, t)
    return enc, dec


if __name__ == "__main__":
    images, test_images, _ = data()
    print(f"{len(images)} training and {len(test_images)} test digits")
    enc, dec = train_plain(images, k=8)
    rebuilt = forward(dec, forward(enc, test_images)[-1])[-1]
    print(f"plain autoencoder, k = 8: {left(test_images, rebuilt):.0f} percent left")
