"""An autoencoder in NumPy with a hand-written backward pass, on 8 by 8 digits."""

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


# --8<-- [start:mlp]
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


# --8<-- [end:mlp]


# --8<-- [start:autoencoder]
def loss_and_grads(
    enc: list[np.ndarray], dec: list[np.ndarray], X_in: np.ndarray, X: np.ndarray
) -> tuple[float, list[np.ndarray]]:
    """Half the squared error per image; X_in differs from X when denoising."""
    enc_acts = forward(enc, X_in)
    dec_acts = forward(dec, enc_acts[-1])  # the code, (N, k), is the decoder's input
    error = dec_acts[-1] - X  # (N, 64)
    dec_grads, G_code = backward(dec, dec_acts, error / len(X))
    enc_grads, _ = backward(enc, enc_acts, G_code)
    return 0.5 * (error**2).sum() / len(X), enc_grads + dec_grads


def train(
    X: np.ndarray, k: int, hidden: int = 64, steps: int = 1500, noise: float = 0.0
) -> tuple[list[np.ndarray], list[np.ndarray]]:
    """Train 64 - hidden - k - hidden - 64; `noise` is the share of pixels erased."""
    rng = np.random.default_rng(1)
    enc, dec = mlp([64, hidden, k], rng), mlp([k, hidden, 64], rng)
    step = adam(enc + dec)
    for t in range(1, steps + 1):
        batch = X[rng.integers(len(X), size=200)]
        kept = rng.random(batch.shape) >= noise
        step(loss_and_grads(enc, dec, batch * kept, batch)[1], t)
    return enc, dec


# --8<-- [end:autoencoder]


def rebuild(
    nets: tuple[list[np.ndarray], list[np.ndarray]], X: np.ndarray
) -> np.ndarray:
    """Encode and decode."""
    return forward(nets[1], forward(nets[0], X)[-1])[-1]


def left(X: np.ndarray, X_hat: np.ndarray) -> float:
    """Reconstruction error as a share of the variance of X, in percent."""
    return 100 * ((X - X_hat) ** 2).sum() / ((X - X.mean(axis=0)) ** 2).sum()


def pca(X: np.ndarray, k: int) -> tuple[np.ndarray, np.ndarray]:
    """Mean (64,) and the k main directions as columns (64, k)."""
    mean = X.mean(axis=0)
    V = np.linalg.svd(X - mean, full_matrices=False)[2][:k].T
    largest = V[np.abs(V).argmax(axis=0), range(k)]
    return mean, V * np.sign(largest)  # fix the signs, which are arbitrary


def check_gradient() -> float:
    """Largest gap between a hand-written gradient and a finite difference."""
    rng = np.random.default_rng(2)
    X = rng.random((5, 64))
    enc, dec = mlp([64, 6, 2], rng), mlp([2, 6, 64], rng)
    _, grads = loss_and_grads(enc, dec, X, X)
    gap = 0.0
    for p, g in zip(enc + dec, grads, strict=True):
        for index in [np.unravel_index(i, p.shape) for i in (0, p.size - 1)]:
            old, values = p[index], []
            for h in (1e-5, -1e-5):
                p[index] = old + h
                values.append(loss_and_grads(enc, dec, X, X)[0])
            p[index] = old
            gap = max(gap, abs((values[0] - values[1]) / 2e-5 - g[index]))
    return gap


def main() -> None:
    """Compare bottleneck sizes with PCA on test images."""
    train_x, test_x, _ = data()
    assert check_gradient() < 1e-8
    print("hand-written gradients agree with finite differences")
    print("test error left, in percent of the variance:")
    for k in (1, 2, 4, 8, 16):
        mean, V = pca(train_x, k)
        linear = left(test_x, mean + (test_x - mean) @ V @ V.T)
        deep = left(test_x, rebuild(train(train_x, k), test_x))
        print(f"k = {k:2}: PCA {linear:.0f}, autoencoder {deep:.0f}")
        assert deep < linear
    same = train(train_x, 64), train(train_x, 64, noise=0.5)
    test_erased = test_x * (np.random.default_rng(3).random(test_x.shape) >= 0.5)
    print("k = 64, error left on test digits, whole and half erased:")
    for name, nets in zip(("plain", "denoising"), same, strict=True):
        whole = left(test_x, rebuild(nets, test_x))
        erased = left(test_x, rebuild(nets, test_erased))
        print(f"{name}: {whole:.0f} and {erased:.0f}")
    print(f"no network: 0 and {left(test_x, test_erased):.0f}")


if __name__ == "__main__":
    main()
