"""Exercise 3: learn the slope of a Parametric ReLU by gradient descent."""

import numpy as np


def fit(true_slope: float, steps: int = 40, rate: float = 0.5) -> list[float]:
    """Slopes along the way, for data made by a rectifier with true_slope."""
    z = np.random.default_rng(0).normal(size=500)  # (N,)
    target = np.maximum(z, 0) + true_slope * np.minimum(z, 0)
    alpha, history = 0.25, []
    for _ in range(steps):
        history.append(alpha)
        output = np.maximum(z, 0) + alpha * np.minimum(z, 0)
        upstream = 2 * (output - target) / len(z)  # dL/d(output) of the MSE
        alpha -= rate * (upstream * np.minimum(z, 0)).sum()
    return [*history, alpha]


for true_slope in (0.4, 0.0, -1.0):
    slopes = fit(true_slope)
    body = " ".join(f"{slopes[i]:.2f}" for i in (0, 1, 5, 40))
    print(f"true slope {true_slope:5.2f}: steps 0, 1, 5, 40: {body}")
    assert abs(slopes[-1] - true_slope) < 1e-6
