"""Exercise 3: predict from PCA how many latent units a linear VAE keeps."""

import numpy as np
from scratch import adam, data, forward, mlp
from vae import kl, loss_and_grads


def active_units(X: np.ndarray, k: int, var: float) -> int:
    """Train a linear VAE on all images at once and count the units with some KL."""
    rng = np.random.default_rng(6)
    enc, dec = mlp([64, 2 * k], rng), mlp([k, 64], rng)
    step = adam(enc + dec)
    for t in range(1, 1001):
        eps = rng.normal(size=(len(X), k))
        step(loss_and_grads(enc, dec, X, eps, var)[2], t)
    out = forward(enc, X)[-1]
    units = [kl(out[:, [j]], out[:, [k + j]]).mean() for j in range(k)]
    print("   ",np.round(np.sort(units),3))
    return sum(unit > 0.03 for unit in units)


def main() -> None:
    """Compare with the number of eigenvalues above the decoder's variance."""
    X = data()[0]
    X = X - X.mean(axis=0)
    eigenvalues = np.linalg.eigvalsh(X.T @ X / len(X))[::-1]
    print("largest eigenvalues:", [f"{value:.2f}" for value in eigenvalues[:8]])
    for var in (0.8, 0.47, 0.33, 0.12):
        predicted = min(int((eigenvalues > var).sum()), 8)
        found = active_units(X, 8, var)
        print(f"variance {var}: predicted {predicted}, active {found} of 8")
        assert found == predicted


if __name__ == "__main__":
    main()
