"""Exercise 3: learn the slope of a PReLU by gradient descent."""

import numpy as np


def fit(true_slope: float) -> list[float]:
    """Slopes along the way, learning rate 0.5."""
    z = np.random.default_rng(0).normal(size=500)  # (N,)
    target = np.maximum(z, 0) + true_slope * np.minimum(z, 0)
    alpha, history = 0.25, []
    for _ in range(40):
        history.append(alpha)
        output = np.maximum(z, 0) + alpha * np.minimum(z, 0)
        d_output = 2 * (output - target) / len(z)  # of the MSE
        alpha -= 0.5 * (d_output * np.minimum(z, 0)).sum()
    return [*history, alpha]


print("slope after steps 0, 1, 5, 40")
for true_slope in (0.4, 0.0, -1.0):
    slopes = fit(true_slope)
    body = " ".join(f"{slopes[i]:5.2f}" for i in (0, 1, 5, 40))
    print(f"true slope {true_slope:5.2f}: {body}")
    assert abs(slopes[-1] - true_slope) < 1e-6
