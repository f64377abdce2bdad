"""Exercise 3: a leaky unit is a gate that cannot move."""

import numpy as np
from scratch import Array


def norms(keep: float, seed: int, steps: int = 60) -> Array:
    """Norm of dL/dX_t, T = 1, for H_t = a H_{t-1} + (1 - a) tanh(Z_t)."""
    rng, n, d, units = np.random.default_rng(seed), 16, 8, 32
    r = 1.0 / np.sqrt(units)
    w_x, w_h = rng.uniform(-r, r, size=(d, units)), rng.uniform(-r, r, (units, units))
    x, h, slopes = rng.normal(size=(steps, n, d)), np.zeros((n, units)), []
    for x_t in x:
        new = np.tanh(x_t @ w_x + h @ w_h)
        slopes.append(1.0 - new**2)
        h = keep * h + (1.0 - keep) * new
    d_h, out = rng.normal(size=(n, units)), []
    for slope in reversed(slopes):
        delta = (1.0 - keep) * d_h * slope  # (N, h), dL/dZ_t
        out.append(np.linalg.norm(delta @ w_x.T))
        d_h = keep * d_h + delta @ w_h.T  # two paths: leak and matrix
    return np.array(out[::-1]) / out[0]


if __name__ == "__main__":
    print("keep a   step 1 over step 60, 5 seeds   factor per step   a^59")
    for keep in (0.0, 0.5, 0.9, 0.95, 0.99):
        runs = [float(norms(keep, seed)[0]) for seed in range(5)]
        mean = np.exp(np.mean(np.log(runs)))
        print(f"{keep:<8} {mean:>10.0e}{mean ** (1 / 59):>31.2f}{keep**59:>13.0e}")
