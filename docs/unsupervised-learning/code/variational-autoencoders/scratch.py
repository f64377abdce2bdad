"""A variational autoencoder in NumPy: loss, gradients and the worked example."""

from math import exp, log, pi

import numpy as np
from nets import adam, backward, forward, mlp


# --8<-- [start:vae]
def kl(mu: np.ndarray, logvar: np.ndarray) -> np.ndarray:
    """KL(N(mu, e^logvar) || N(0, 1)), summed over the k latent dimensions: (N,)."""
    return 0.5 * (mu**2 + np.exp(logvar) - 1 - logvar).sum(axis=1)


def loss_and_grads(
    enc: list[np.ndarray],
    dec: list[np.ndarray],
    X: np.ndarray,  # (N, d)
    eps: np.ndarray,  # (N, k), drawn outside: no parameter touches the randomness
    var: float = 1.0,  # variance of the Gaussian decoder
    beta: float = 1.0,  # weight of the KL term; 1 gives the ELBO
) -> tuple[float, float, list[np.ndarray]]:
    """Reconstruction and KL term (batch means), gradients of rec + beta * KL."""
    N, k = eps.shape
    enc_acts = forward(enc, X)
    mu, logvar = enc_acts[-1][:, :k], enc_acts[-1][:, k:]  # (N, k) each
    sigma = np.exp(0.5 * logvar)
    Z = mu + sigma * eps  # the reparameterization trick
    dec_acts = forward(dec, Z)
    error = dec_acts[-1] - X  # (N, d)
    rec = 0.5 * (error**2).sum() / var / N  # the constant d/2 log(2 pi var) is left out

    dec_grads, G_z = backward(dec, dec_acts, error / var / N)
    G_mu = G_z + beta * mu / N  # through z, then from the KL
    G_logvar = G_z * 0.5 * sigma * eps + beta * 0.5 * (sigma**2 - 1) / N
    enc_grads, _ = backward(enc, enc_acts, np.hstack([G_mu, G_logvar]))
    return rec, kl(mu, logvar).mean(), enc_grads + dec_grads


def train(
    X: np.ndarray,
    k: int,
    var: float,
    beta: float = 1.0,
    seed: int = 1,
    steps: int = 1000,
    warmup: int = 1,  # steps over which the KL weight rises from 0 to beta
) -> tuple[list[np.ndarray], list[np.ndarray]]:
    """Train encoder 64 - 64 - 2k and decoder k - 64 - 64."""
    rng = np.random.default_rng(seed)
    enc, dec = mlp([64, 64, 2 * k], rng), mlp([k, 64, 64], rng)
    step = adam(enc + dec)
    for t in range(1, steps + 1):
        batch = X[rng.integers(len(X), size=200)]
        weight = beta * min(1.0, t / warmup)
        eps = rng.normal(size=(200, k))
        step(loss_and_grads(enc, dec, batch, eps, var, weight)[2], t)
    return enc, dec


# --8<-- [end:vae]


# The worked example: two pixels, one latent dimension, linear decoder x_hat = z v.
X, V, MU, LOGVAR, EPS = np.array([1.0, 1.0]), np.array([1.0, 0.5]), 0.8, -1.0, 0.5


def one_sample(mu: float, logvar: float, eps: float) -> dict[str, float]:
    """Every number of the worked example, with its two gradients."""
    sigma = exp(0.5 * logvar)
    z = mu + sigma * eps
    error = z * V - X
    rec = 0.5 * (error @ error)
    divergence = 0.5 * (mu**2 + sigma**2 - 1 - logvar)
    constant = 0.5 * len(X) * log(2 * pi)
    d_z = error @ V
    return {
        "sigma": sigma, "sigma^2": sigma**2, "z": z, "x_hat 0": z * V[0],
        "x_hat 1": z * V[1], "error 0": error[0], "error 1": error[1],
        "reconstruction": rec, "KL": divergence, "loss": rec + divergence,
        "constant": constant, "ELBO": -rec - constant - divergence, "dL/dz": d_z,
        "dz/dlogvar": 0.5 * sigma * eps, "KL part mu": mu,
        "KL part logvar": 0.5 * (sigma**2 - 1), "dL/dmu": d_z + mu,
        "dL/dlogvar": d_z * 0.5 * sigma * eps + 0.5 * (sigma**2 - 1),
    }  # fmt: skip


def exact(mu: float, logvar: float) -> dict[str, float]:
    """What sampling can only estimate; a linear decoder allows the exact values."""
    var, squared = exp(logvar), V @ V
    rest = X - mu * V
    rec = 0.5 * (rest @ rest + squared * var)
    elbo = -rec - log(2 * pi) - 0.5 * (mu**2 + var - 1 - logvar)
    mean, var_true = (V @ X) / (1 + squared), 1 / (1 + squared)
    cov = np.eye(2) + np.outer(V, V)
    log_p = -0.5 * X @ np.linalg.solve(cov, X) - 0.5 * log(np.linalg.det(cov))
    gap = var / var_true + (mu - mean) ** 2 / var_true - 1 - log(var / var_true)
    return {
        "expected reconstruction": rec, "expected ELBO": elbo,
        "log p(x)": log_p - log(2 * pi), "posterior mean": mean,
        "posterior variance": var_true, "KL to the posterior": 0.5 * gap,
        "expected dL/dmu": -(V @ rest) + mu,
        "expected dL/dlogvar": 0.5 * squared * var + 0.5 * (var - 1),
    }  # fmt: skip


def monte_carlo(n: int) -> None:
    """Estimate the ELBO, and its gradient in two ways, from n samples."""
    eps, truth = np.random.default_rng(0).normal(size=n), exact(MU, LOGVAR)
    s = one_sample(MU, LOGVAR, 0.0)
    z = MU + s["sigma"] * eps
    errors = z[:, None] * V - X
    rec = 0.5 * (errors**2).sum(axis=1)
    elbo = -rec.mean() - s["constant"] - s["KL"]
    print(f"{n:,} samples: mean ELBO {elbo:.2f}")
    assert abs(elbo - truth["expected ELBO"]) < 0.005
    log_ratio = 0.5 * (z**2 - eps**2) - 0.5 * LOGVAR  # log q(z|x) - log p(z)
    assert abs(log_ratio.mean() - s["KL"]) < 0.005
    print(f"KL as a mean of log q - log p: {log_ratio.mean():.2f}")
    pathwise = errors @ V
    score = rec * eps / s["sigma"]  # rec times d log q / d mu
    for name, g in (("reparameterized", pathwise), ("score function", score)):
        assert abs(g.mean() + MU - truth["expected dL/dmu"]) < 0.01
        print(f"{name}: dL/dmu {g.mean() + MU:.1f}, std {g.std():.1f}")


def check_gradient() -> float:
    """Largest gap between a hand-written gradient and a finite difference."""
    rng = np.random.default_rng(2)
    images, eps = rng.random((5, 64)), rng.normal(size=(5, 2))
    enc, dec = mlp([64, 6, 4], rng), mlp([2, 6, 64], rng)

    def loss() -> float:
        rec, divergence, _ = loss_and_grads(enc, dec, images, eps, 0.5, 3.0)
        return rec + 3.0 * divergence

    _, _, grads = loss_and_grads(enc, dec, images, eps, 0.5, 3.0)
    gap = 0.0
    for p, g in zip(enc + dec, grads, strict=True):
        for index in [np.unravel_index(i, p.shape) for i in (0, p.size - 1)]:
            old, values = p[index], []
            for h in (1e-5, -1e-5):
                p[index] = old + h
                values.append(loss())
            p[index] = old
            gap = max(gap, abs((values[0] - values[1]) / 2e-5 - g[index]))
    return gap


def main() -> None:
    """Print and assert the worked example; check the gradients."""
    numbers, truth = one_sample(MU, LOGVAR, EPS), exact(MU, LOGVAR)
    print(f"mu {MU}, log-variance {LOGVAR}, epsilon {EPS}, v {V.tolist()}")
    for name, value in (numbers | truth).items():
        print(f"{name}: {value:.4f}")
    for name, step in (("mu", (1e-6, 0)), ("logvar", (0, 1e-6))):
        up = one_sample(MU + step[0], LOGVAR + step[1], EPS)["loss"]
        down = one_sample(MU - step[0], LOGVAR - step[1], EPS)["loss"]
        assert abs((up - down) / 2e-6 - numbers[f"dL/d{name}"]) < 1e-8
    total = truth["expected ELBO"] + truth["KL to the posterior"]
    assert abs(total - truth["log p(x)"]) < 1e-12
    monte_carlo(1_000_000)
    assert kl(np.array([[1.0, 0.0]]), np.zeros((1, 2))).item() == 0.5
    print(f"network gradients against finite differences: {check_gradient() < 1e-6}")


if __name__ == "__main__":
    main()
