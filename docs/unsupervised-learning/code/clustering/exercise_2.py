"""Exercise 2: EM for a mixture of Gaussians in one dimension."""

from itertools import pairwise

import numpy as np


def log_parts(
    x: np.ndarray, pi: np.ndarray, mu: np.ndarray, var: np.ndarray
) -> np.ndarray:
    """Log of weight times density: (N, K)."""
    return (
        np.log(pi) - 0.5 * np.log(2 * np.pi * var) - (x[:, None] - mu) ** 2 / (2 * var)
    )


def em(x: np.ndarray, steps: int) -> tuple[list[np.ndarray], list[float]]:
    """Start badly, alternate E and M; give parameters and log-likelihoods."""
    pi, mu, var = np.full(2, 0.5), np.array([0.0, 1.0]), np.ones(2)
    scores = []
    for _ in range(steps):
        log_p = log_parts(x, pi, mu, var)
        total = np.logaddexp(log_p[:, 0], log_p[:, 1])  # (N,)
        scores.append(float(total.sum()))
        R = np.exp(log_p - total[:, None])  # E step: responsibilities (N, 2)
        n = R.sum(axis=0)  # M step: weighted shares, means and variances
        pi, mu = n / len(x), R.T @ x / n
        var = (R * (x[:, None] - mu) ** 2).sum(axis=0) / n
    return [pi, mu, var], scores


rng = np.random.default_rng(0)
x = np.concatenate([rng.normal(0, 1, 300), rng.normal(4, 0.5, 100)])
(pi, mu, var), scores = em(x, 200)
assert all(b >= a - 1e-9 for a, b in pairwise(scores))
print(f"log-likelihood from {scores[0]:.0f} to {scores[-1]:.0f}, never falling")
show = [[round(float(a), 2) for a in v] for v in (pi, mu, np.sqrt(var))]
print(f"weights {show[0]}, means {show[1]}, standard deviations {show[2]}")
print("truth: 0.75 and 0.25, 0 and 4, 1 and 0.5")
print("responsibility of the second for x = 2 when both variances are v, means 0, 4.2:")
for v in (4.0, 1.0, 0.1, 0.01):
    log_p = log_parts(
        np.array([2.0]), np.full(2, 0.5), np.array([0, 4.2]), np.full(2, v)
    )
    print(f"v = {v}: {1 / (1 + np.exp(log_p[0, 0] - log_p[0, 1])):.3f}")
