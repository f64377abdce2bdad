"""Solution of exercise 3: how well rank r can imitate a change of the weights."""

import numpy as np

rng = np.random.default_rng(0)
low = rng.normal(size=(64, 4)) @ rng.normal(size=(4, 64)) / 2
noise = rng.normal(size=(64, 64)) * 0.2
print("rank   4 directions + noise   full rank")
for r in (1, 2, 4, 8, 16, 32):
    shares = []
    for change in (low + noise, rng.normal(size=(64, 64))):
        s = np.linalg.svd(change, compute_uv=False)
        shares.append(np.sqrt((s[r:] ** 2).sum() / (s**2).sum()))
    print(f"{r:4d}   {shares[0]:20.2f}   {shares[1]:9.2f}")
