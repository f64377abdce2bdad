"""Exercise 3: predict from PCA how many latent directions a linear VAE keeps."""

import numpy as np
from nets import adam, data, mlp
from scratch import loss_and_grads


def strengths(X: np.ndarray, k: int, var: float) -> np.ndarray:
    """Train a linear VAE; squared singular values of its decoder, largest first."""
    rng = np.random.default_rng(6)
    enc, dec = mlp([64, 2 * k], rng), mlp([k, 64], rng)
    step = adam(enc + dec)
    for t in range(1, 1501):
        batch = X[rng.integers(len(X), size=400)]
        eps = rng.normal(size=(400, k))
        step(loss_and_grads(enc, dec, batch, eps, var)[2], t)
    return np.linalg.svd(dec[0])[1] ** 2


def main() -> None:
    """Compare with the eigenvalues of PCA above the decoder's variance."""
    X = data()[0]
    X = X - X.mean(axis=0)
    eigenvalues = np.linalg.eigvalsh(X.T @ X / len(X))[::-1]
    print("largest eigenvalues:", [f"{value:.2f}" for value in eigenvalues[:6]])
    for var in (0.8, 0.47, 0.33):
        predicted = min(int((eigenvalues > var).sum()), 4)
        kept = int((strengths(X, 4, var) > 0.05).sum())
        print(f"variance {var}: {predicted} predicted, {kept} of 4 kept")
        assert kept == predicted


if __name__ == "__main__":
    main()
