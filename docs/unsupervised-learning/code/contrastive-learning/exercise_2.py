"""Exercise 2: how much information InfoNCE can see with N candidates."""

import numpy as np

RHO = 0.98
truth = -0.5 * np.log(1 - RHO**2)
print(f"true mutual information: {truth:.2f}")
rng = np.random.default_rng(0)
for N in (2, 4, 16, 64, 256):
    bounds = []
    for _ in range(20_000 // N):
        x = rng.normal(size=N)
        y = RHO * x + np.sqrt(1 - RHO**2) * rng.normal(size=N)
        # best critic: log p(y | x) - log p(y), for every x with every y
        gap = y[None, :] - RHO * x[:, None]
        S = -0.5 * gap**2 / (1 - RHO**2) + 0.5 * y[None, :] ** 2  # (N, N)
        top = S.max(axis=1)
        total = top + np.log(np.exp(S - top[:, None]).sum(axis=1))
        bounds.append(np.log(N) - (total - np.diag(S)).mean())
    print(f"N = {N:3}: ln N - loss {np.mean(bounds):.2f}, ln N {np.log(N):.2f}")
