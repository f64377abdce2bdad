"""Exercise 2: the best linear flow is the Gaussian baseline."""

import numpy as np
from scratch import data, gaussian_log_p

train_x, test_x = data(0), data(1)
mean = train_x.mean(axis=0)
C = np.cov(train_x.T, bias=True)
W = np.linalg.inv(np.linalg.cholesky(C)).T  # (2, 2): rows times W are white
Z = (test_x - mean) @ W
log_det = np.linalg.slogdet(W)[1]
log_p = -0.5 * (Z**2).sum(axis=1) - np.log(2 * np.pi) + log_det

white = (train_x - mean) @ W
print("covariance of z:", (np.round(white.T @ white / len(white), 4) + 0.0).tolist())
print(f"linear flow: {log_p.mean():.2f}")
print(f"one Gaussian: {gaussian_log_p(train_x, test_x).mean():.2f}")
assert np.allclose(log_p, gaussian_log_p(train_x, test_x))

rng = np.random.default_rng(0)
best = ((-0.5 * white**2).sum(axis=1)).mean() + log_det
for _ in range(200):  # no nearby matrix is better on the training data
    V = W + 0.01 * rng.normal(size=(2, 2))
    other = (-0.5 * ((train_x - mean) @ V) ** 2).sum(axis=1).mean()
    assert other + np.linalg.slogdet(V)[1] < best
print("200 nearby matrices are all worse on the training data")
