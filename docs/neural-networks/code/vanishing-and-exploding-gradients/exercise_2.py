"""Exercise 2: predict the factor per layer of a leaky rectifier, then measure it."""

import numpy as np

WIDTH, DEPTH, SEEDS = 64, 30, 10


def factor(gain: float, slope: float) -> float:
    """Measured factor per layer of |dL/dZ|, geometric mean over seeds."""
    logs = []
    for seed in range(SEEDS):
        rng = np.random.default_rng(seed)
        a = rng.normal(size=(64, WIDTH))  # (N, d)
        weights, slopes = [], []
        for _ in range(DEPTH):
            weights.append(rng.normal(0, gain / WIDTH**0.5, (WIDTH, WIDTH)))
            z = a @ weights[-1]
            slopes.append(np.where(z > 0, 1.0, slope))
            a = z * slopes[-1]
        delta = rng.normal(size=a.shape) * slopes[-1]  # random dL/dA
        last = np.linalg.norm(delta)
        for layer in range(DEPTH - 2, -1, -1):
            delta = (delta @ weights[layer + 1].T) * slopes[layer]
        logs.append(np.log(np.linalg.norm(delta) / last) / (DEPTH - 1))
    return float(np.exp(np.mean(logs)))


for gain, slope in ((1.0, 0.0), (1.0, 0.2), (1.0, 1.0), (1.4, 0.2)):
    predicted = gain * np.sqrt((1 + slope**2) / 2)
    found = factor(gain, slope)
    print(f"gain {gain}, slope {slope}: predicted {predicted:.2f}, found {found:.2f}")
    assert abs(predicted - found) < 0.03
print(f"gain for factor 1 at slope 0.2: {np.sqrt(2 / 1.04):.4f}")
