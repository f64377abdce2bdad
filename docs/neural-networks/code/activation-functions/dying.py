"""How many ReLU units die, by learning rate and by the slope for z < 0."""

import math

import numpy as np
from scratch import Array, rectifier


# --8<-- [start:dying]
def silent_share(slope: float, rate: float, steps: int = 100) -> Array:
    """Share of hidden units with z <= 0 on every example, before each step.

    Mean of 10 networks 4-50-1, full-batch gradient descent on the squared error.
    """
    f, df = rectifier(slope)
    shares = np.zeros((10, steps + 1))
    for seed in range(10):
        rng = np.random.default_rng(seed)
        x = rng.normal(size=(200, 4))  # (N, d)
        y = 2 + np.abs(x[:, :1]) - x[:, 1:2]  # (N, 1)
        w1, b1 = rng.normal(0, math.sqrt(2 / 4), (4, 50)), np.zeros(50)
        w2, b2 = rng.normal(0, math.sqrt(1 / 50), (50, 1)), np.zeros(1)
        for step in range(steps + 1):
            z = x @ w1 + b1  # (N, 50)
            shares[seed, step] = (z <= 0).all(axis=0).mean()
            a = f(z)
            d_out = 2 * (a @ w2 + b2 - y) / len(x)  # (N, 1)
            d_z = (d_out @ w2.T) * df(z)  # (N, 50)
            w2, b2 = w2 - rate * a.T @ d_out, b2 - rate * d_out.sum(0)
            w1, b1 = w1 - rate * x.T @ d_z, b1 - rate * d_z.sum(0)
    return shares.mean(axis=0)


# --8<-- [end:dying]

RUNS = {  # (slope, learning rate): share to expect
    (0, 0.05): 0.0,
    (0, 0.08): 0.13,
    (0, 0.1): 0.56,
    (0.01, 0.1): 0.53,
    (0.25, 0.1): 0.0,
}

if __name__ == "__main__":
    print("share of silent units after 100 steps")
    for (slope, rate), expected in RUNS.items():
        share = silent_share(slope, rate)[-1]
        print(f"slope {slope:<5} learning rate {rate:<5}{share:.2f}")
        assert abs(share - expected) < 0.02
