"""Exercise 1: the loss of one image with two latent dimensions."""

import numpy as np
from scratch import kl

mu = np.array([[1.0, -0.5]])
sigma = np.array([[1.0, 0.5]])
eps = np.array([[-1.0, 2.0]])
x = np.array([[2.0, 0.0]])

z = mu + sigma * eps  # (1, 2)
x_hat = z  # the decoder is the identity
rec = 0.5 * ((x_hat - x) ** 2).sum()
per_unit = [kl(mu[:, [j]], 2 * np.log(sigma[:, [j]])).item() for j in range(2)]
G_z = x_hat - x
d_mu = G_z + mu
d_logvar = G_z * 0.5 * sigma * eps + 0.5 * (sigma**2 - 1)

print("z:", z[0].tolist())
print(f"reconstruction: {rec:.4f}")
print("KL per unit:", [f"{value:.4f}" for value in per_unit])
print(f"loss: {rec + sum(per_unit):.4f}")
print(f"ELBO: {-rec - np.log(2 * np.pi) - sum(per_unit):.4f}")
print("dL/dmu:", d_mu[0].tolist())
print("dL/dlogvar:", d_logvar[0].tolist())
assert z[0].tolist() == [0.0, 0.5]
assert rec == 2.125
assert d_mu[0].tolist() == [-1.0, 0.0]
assert d_logvar[0].tolist() == [1.0, -0.125]
