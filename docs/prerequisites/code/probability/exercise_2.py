"""Log-likelihood, a normal density, entropy, cross-entropy and KL divergence."""

import numpy as np
from scratch import cross_entropy, entropy, kl, normal_log_density, show

if __name__ == "__main__":
    y, q = np.array([1, 0, 1, 1]), np.array([0.9, 0.2, 0.6, 0.5])
    losses = -np.log(np.where(y == 1, q, 1 - q))
    show("(a) each, mean", losses, losses.mean())
    log = float(normal_log_density(4.0, 1, 3))
    show("(b) density, -ln of it", np.exp(log), -log)
    a, b = np.array([0.5, 0.5]), np.array([0.25, 0.75])
    show("(c) H(p), H(p, q)", entropy(a), cross_entropy(a, b))
    show("    KL(p || q), KL(q || p)", kl(a, b), kl(b, a))
    assert np.isclose(cross_entropy(a, b), entropy(a) + kl(a, b))
