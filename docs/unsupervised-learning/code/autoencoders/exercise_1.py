"""Exercise 1: a sparse autoencoder with two ReLU units, by hand."""

import numpy as np

x = np.array([[1.0, 0.2]])
W_e = np.eye(2)
W_d = np.array([[0.9, 0.0], [0.0, 0.5]])
lam = 0.25

z = np.maximum(x @ W_e, 0)  # (1, 2)
error = z @ W_d - x
loss = 0.5 * (error**2).sum() + lam * z.sum()
from_error = error @ W_d.T
G_z = (from_error + lam) * (z > 0)
grad_e = x.T @ G_z

print("z:", z[0].tolist())
print("x_hat:", np.round(z @ W_d, 4)[0].tolist())
print(f"loss: {loss:.4f}")
print("dL/dz from the error:", np.round(from_error, 4)[0].tolist())
print("dL/dz with the penalty:", np.round(G_z, 4)[0].tolist())
print("dL/dW_e:", np.round(grad_e, 4).tolist())
best = np.maximum((np.diag(W_d) * x - lam) / np.diag(W_d) ** 2, 0)
print("codes of least loss:", np.round(best, 4)[0].tolist())
grid = np.linspace(0, 1.5, 15001)
for j in range(2):
    costs = 0.5 * (grid * W_d[j, j] - x[0, j]) ** 2 + lam * grid
    assert abs(grid[costs.argmin()] - best[0, j]) < 1e-4
