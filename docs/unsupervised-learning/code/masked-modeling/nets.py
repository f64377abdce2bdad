"""Digits, a fully connected network, Adam and a linear probe for this page."""

import warnings
from collections.abc import Callable
from itertools import pairwise

import numpy as np
from sklearn.datasets import load_digits
from sklearn.linear_model import LogisticRegression

warnings.filterwarnings("ignore")
TRAIN = 1000


def data(seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Give shuffled images (1797, 64) with ink 0 to 1, and labels (1797,)."""
    order = np.random.default_rng(seed).permutation(1797)
    X, y = load_digits(return_X_y=True)
    return X[order] / 16, y[order]


def mlp(sizes: list[int], rng: np.random.Generator) -> list[np.ndarray]:
    """Make the parameters W1, b1, W2, b2, ... of a fully connected network."""
    params = []
    for d_in, d_out in pairwise(sizes):
        params += [rng.normal(size=(d_in, d_out)) * (2 / d_in) ** 0.5, np.zeros(d_out)]
    return params


def forward(params: list[np.ndarray], X: np.ndarray) -> list[np.ndarray]:
    """Give input, hidden activations (ReLU) and output (linear)."""
    acts = [X]  # (N, d_in)
    for i in range(0, len(params), 2):
        Z = acts[-1] @ params[i] + params[i + 1]  # (N, d_out)
        acts.append(np.maximum(Z, 0) if i + 2 < len(params) else Z)
    return acts


def backward(
    params: list[np.ndarray], acts: list[np.ndarray], G: np.ndarray
) -> list[np.ndarray]:
    """From G = dL/d(output) give the gradients of all parameters."""
    grads: list[np.ndarray] = []
    for i in reversed(range(0, len(params), 2)):
        A = acts[i // 2]
        grads = [A.T @ G, G.sum(axis=0), *grads]
        if i:  # nobody needs the gradient of the input
            G = (G @ params[i].T) * (A > 0)
    return grads


def adam(
    params: list[np.ndarray], eta: float
) -> Callable[[list[np.ndarray], int], None]:
    """Give a function that updates the parameters in place from their gradients."""
    m, v = [np.zeros_like(p) for p in params], [np.zeros_like(p) for p in params]

    def step(grads: list[np.ndarray], t: int) -> None:
        for p, g, m_p, v_p in zip(params, grads, m, v, strict=True):
            m_p += 0.1 * (g - m_p)
            v_p += 0.001 * (g**2 - v_p)
            p -= eta * (m_p / (1 - 0.9**t)) / (np.sqrt(v_p / (1 - 0.999**t)) + 1e-8)

    return step


def few(y: np.ndarray, per_class: int) -> np.ndarray:
    """Rows of the first examples of each class among the training images."""
    parts = [np.flatnonzero(y[:TRAIN] == d)[:per_class] for d in range(10)]
    return np.concatenate(parts)


def probe(H: np.ndarray, y: np.ndarray, per_class: int) -> float:
    """Test accuracy in percent of a linear classifier on frozen features."""
    H = (H - H[:TRAIN].mean(axis=0)) / H[:TRAIN].std(axis=0).mean()
    rows = few(y, per_class)
    fit = LogisticRegression(C=1.0, max_iter=300).fit(H[rows], y[rows])
    return 100 * float(fit.score(H[TRAIN:], y[TRAIN:]))


if __name__ == "__main__":
    images, labels = data(0)
    print(f"{TRAIN} images without labels, {len(images) - TRAIN} for the test")
