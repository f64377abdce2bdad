"""The numbers of the page: slopes by small steps, chain rule, Jacobian, descent."""

from collections.abc import Callable

import numpy as np


def loss(w: float, b: float = 0.0) -> float:
    """Squared error of the prediction 3w + b for the target 12."""
    return (3 * w + b - 12) ** 2


def slope(f: Callable[[float], float], x: float, h: float = 1e-5) -> float:
    """Central difference: (f(x + h) - f(x - h)) / 2h."""
    return (f(x + h) - f(x - h)) / (2 * h)


def vector_function(x: np.ndarray) -> np.ndarray:
    """(2,) -> (3,): product, sum, square of the second."""
    return np.array([x[0] * x[1], x[0] + x[1], x[1] ** 2])


def descend(rate: float, steps: int) -> float:
    """w after gradient steps from w = 1 with b = 0."""
    w = 1.0
    for _ in range(steps):
        w -= rate * 2 * 3 * (3 * w - 12)
    return w


def main() -> None:
    """Print and assert the numbers of the page."""
    print("loss at w = 1:", loss(1.0))
    for h in (1, 0.1, 0.01):
        print(f"slope of x^2 at 3, step {h}: {((3 + h) ** 2 - 9) / h:.2f}")
    dw = slope(lambda w: loss(w), 1.0)
    db = slope(lambda b: loss(1.0, b), 0.0)
    print(f"dL/dw = {dw:.4f}, dL/db = {db:.4f}")
    print(f"two paths, u^2 * 3u at 2: {slope(lambda u: u**2 * (3 * u), 2):.4f}")
    x = np.array([2.0, 3.0])
    steps = np.eye(2) * 1e-5
    columns = [(vector_function(x + e) - vector_function(x - e)) / 2e-5 for e in steps]
    jacobian = np.stack(columns, axis=1)  # (3, 2)
    print("Jacobian:", np.rint(jacobian).astype(int).tolist())
    np.testing.assert_allclose(jacobian, [[3, 2], [1, 1], [0, 6]], atol=1e-6)
    for rate in (0.01, 0.12):
        for steps_done in (1, 2, 10):
            w = descend(rate, steps_done)
            print(f"rate {rate}, {steps_done:2} steps: w = {w:.4f}, L = {loss(w):.4f}")
    assert abs(dw + 54) < 1e-6
    assert abs(db + 18) < 1e-6
    assert abs(descend(0.01, 10) - (4 - 3 * 0.82**10)) < 1e-9


if __name__ == "__main__":
    main()
