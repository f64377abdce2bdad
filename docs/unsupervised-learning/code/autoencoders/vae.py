"""A variational autoencoder in NumPy: loss, gradients and the worked example."""

from math import exp, log, pi

import numpy as np
from scratch import adam, backward, data, forward, mlp


# --8<-- [start:kl]
def kl(mu: np.ndarray, logvar: np.ndarray) -> np.ndarray:
    """KL(N(mu, e^logvar) || N(0, 1)), summed over the k latent dimensions: (N,)."""
    return 0.5 * (mu**2 + np.exp(logvar) - 1 - logvar).sum(axis=1)


# --8<-- [end:kl]


# --8<-- [start:vae]
def loss_and_grads(
    enc: list[np.ndarray],
    dec: list[np.ndarray],
    X: np.ndarray,  # (N, d)
    eps: np.ndarray,  # (N, k), drawn outside: no parameter touches the randomness
    var: float = 1.0,  # variance of the Gaussian decoder
) -> tuple[float, float, list[np.ndarray]]:
    """Reconstruction and KL term, mean over the batch, and the gradients of their sum."""
    N, k = eps.shape
    enc_acts = forward(enc, X)
    mu, logvar = enc_acts[-1][:, :k], enc_acts[-1][:, k:]  # (N, k) each
    sigma = np.exp(0.5 * logvar)
    Z = mu + sigma * eps  # the reparameterization trick
    dec_acts = forward(dec, Z)
    error = dec_acts[-1] - X  # (N, d)
    rec = 0.5 * (error**2).sum() / var / N  # the constant d/2 log(2 pi var) is left out

    dec_grads, G_z = backward(dec, dec_acts, error / var / N)
    G_mu = G_z + mu / N  # through z, then from the KL
    G_logvar = G_z * 0.5 * sigma * eps + 0.5 * (sigma**2 - 1) / N
    enc_grads, _ = backward(enc, enc_acts, np.hstack([G_mu, G_logvar]))
    return rec, kl(mu, logvar).mean(), enc_grads + dec_grads


def train(
    X: np.ndarray, k: int, var: float, hidden: int = 64, steps: int = 1000
) -> tuple[list[np.ndarray], list[np.ndarray]]:
    """Train encoder 64 - hidden - 2k and decoder k - hidden - 64."""
    rng = np.random.default_rng(1)
    enc, dec = mlp([64, hidden, 2 * k], rng), mlp([k, hidden, 64], rng)
    step = adam(enc + dec)
    for t in range(1, steps + 1):
        batch = X[rng.integers(len(X), size=200)]
        step(loss_and_grads(enc, dec, batch, rng.normal(size=(200, k)), var)[2], t)
    return enc, dec


# --8<-- [end:vae]
