"""Exercise 1: two steps of noise by hand."""

import numpy as np

BETA = np.array([0.2, 0.5])
X0, EPS, GUESS = -1.0, 1.0, 0.5

if __name__ == "__main__":
    bar = np.cumprod(1 - BETA)
    x_2 = np.sqrt(bar[1]) * X0 + np.sqrt(1 - bar[1]) * EPS
    clean = (x_2 - np.sqrt(1 - bar[1]) * GUESS) / np.sqrt(bar[1])
    mean = (x_2 - BETA[1] / np.sqrt(1 - bar[1]) * GUESS) / np.sqrt(1 - BETA[1])
    variance = (1 - bar[0]) / (1 - bar[1]) * BETA[1]
    print("alpha-bar:", np.round(bar, 4).tolist())
    print(f"x_2 = {x_2:.4f}, loss = {(GUESS - EPS) ** 2:.4f}")
    print(f"guess of x_0 = {clean:.4f}")
    print(f"reverse mean = {mean:.4f}, variance = {variance:.4f}")
    posterior = (
        np.sqrt(bar[0]) * BETA[1] * clean + np.sqrt(1 - BETA[1]) * (1 - bar[0]) * x_2
    ) / (1 - bar[1])
    assert np.isclose(posterior, mean)
