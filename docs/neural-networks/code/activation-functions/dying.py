"""How many ReLU units die, by learning rate and by the slope for z < 0."""

import numpy as np
from scratch import rectifier


# --8<-- [start:dying]
def silent_share(slope: float, rate: float) -> float:
    """Share of units with z <= 0 on every example after training.

    Mean of 10 networks 4-50-1; 100 full-batch steps.
    """
    f, df = rectifier(slope)
    shares = []
    for seed in range(10):
        rng = np.random.default_rng(seed)
        x = rng.normal(size=(200, 4))  # (N, d)
        y = 2 + np.abs(x[:, :1]) - x[:, 1:2]  # (N, 1)
        w1, b1 = rng.normal(0, 0.5**0.5, (4, 50)), np.zeros(50)
        w2, b2 = rng.normal(0, 0.02**0.5, (50, 1)), np.zeros(1)
        for _ in range(100):
            z = x @ w1 + b1  # (N, 50)
            a = f(z)
            d_out = 2 * (a @ w2 + b2 - y) / len(x)  # (N, 1)
            d_z = (d_out @ w2.T) * df(z)  # (N, 50)
            w2 = w2 - rate * a.T @ d_out
            b2 = b2 - rate * d_out.sum(axis=0)
            w1 = w1 - rate * x.T @ d_z
            b1 = b1 - rate * d_z.sum(axis=0)
        shares.append((x @ w1 + b1 <= 0).all(axis=0).mean())
    return float(np.mean(shares))


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
        share = silent_share(slope, rate)
        print(f"slope {slope:<5} learning rate {rate:<5}{share:.2f}")
        assert abs(share - expected) < 0.02
