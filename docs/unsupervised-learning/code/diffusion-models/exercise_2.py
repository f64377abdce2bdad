"""Exercise 2: Gaussian data, the exact noise predictor, and the number of steps."""

import numpy as np
from schedules import cosine

M, S = 1.0, 0.5  # mean and standard deviation of the data


def sampled(T: int, large: bool) -> tuple[float, float]:
    """Mean and standard deviation of samples, without drawing any."""
    bar = np.concatenate([[1], cosine(T)])
    mean, var = 0.0, 1.0  # of x_T
    for t in range(T, 0, -1):
        alpha = bar[t] / bar[t - 1]
        beta, total = 1 - alpha, bar[t] * S**2 + 1 - bar[t]
        # eps(x) = slope * (x - sqrt(bar) * M), and the step is linear in x
        slope = np.sqrt(1 - bar[t]) / total
        pull = beta / np.sqrt(1 - bar[t]) * slope
        a = (1 - pull) / np.sqrt(alpha)
        b = pull * np.sqrt(bar[t]) * M / np.sqrt(alpha)
        small = (1 - bar[t - 1]) / (1 - bar[t]) * beta
        sigma2 = (beta if large else small) if t > 1 else 0.0
        mean, var = a * mean + b, a**2 * var + sigma2
    return mean, np.sqrt(var)


if __name__ == "__main__":
    print("steps: mean, std with the small and with the large variance")
    for T in (5, 10, 20, 100, 1000):
        mean, small = sampled(T, large=False)
        large = sampled(T, large=True)[1]
        print(f"{T:4}: {mean:.3f}, {small:.3f} and {large:.3f}")
    assert abs(small - S) < 0.01
    assert abs(large - S) < 0.01

    rng = np.random.default_rng(0)  # the best predictor is what a regression finds
    x_0, eps = rng.normal(M, S, size=1_000_000), rng.normal(size=1_000_000)
    x_t = np.sqrt(0.6) * x_0 + np.sqrt(0.4) * eps
    slope = np.cov(x_t, eps)[0, 1] / x_t.var()
    print(f"slope at alpha-bar 0.6: {np.sqrt(0.4) / (0.6 * S**2 + 0.4):.2f}", end="")
    print(f", by regression {slope:.2f}")
