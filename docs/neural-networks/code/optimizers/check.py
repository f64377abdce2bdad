"""The numbers of the page: a narrow valley, momentum, AdaGrad, a step of Adam."""

from collections.abc import Callable

import numpy as np

CURVATURE = np.array([1.0, 100.0])
Step = Callable[[np.ndarray, np.ndarray], tuple[np.ndarray, np.ndarray]]


def descent(rate: float) -> Step:
    """Plain gradient descent."""
    return lambda w, v: (w - rate * CURVATURE * w, v)


def momentum(rate: float, beta: float, ahead: float = 0.0) -> Step:
    """Momentum; with `ahead` = 1 the gradient is taken where the velocity leads."""

    def step(w: np.ndarray, v: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        v = beta * v + CURVATURE * (w - ahead * rate * beta * v)
        return w - rate * v, v

    return step


def count(step: Step) -> int:
    """Steps from (1, 1) until the loss is below one millionth."""
    w, v, steps = np.ones(2), np.zeros(2), 0
    while 0.5 * (CURVATURE * w * w).sum() >= 1e-6:
        (w, v), steps = step(w, v), steps + 1
    return steps


def main() -> None:
    """Print and assert the numbers of the page."""
    methods = {
        "gradient descent, 0.01": descent(0.01),
        "gradient descent, 0.019": descent(0.019),
        "momentum 0.9": momentum(0.01, 0.9),
        "Nesterov 0.9": momentum(0.01, 0.9, ahead=1.0),
    }
    steps = {name: count(step) for name, step in methods.items()}
    for name, number in steps.items():
        print(f"{name}: {number} steps")
    assert list(steps.values()) == [653, 343, 138, 62]

    v = [sum(0.9**k for k in range(t)) for t in (1, 2, 3, 4)]
    print("velocity for g = 1:", [f"{x:.2f}" for x in v])
    late = [f"{0.1 / np.sqrt(t):.3f}" for t in (1, 100, 10_000)]
    print("AdaGrad, g = 1, step after 1, 100, 10,000:", late)

    for g in (100.0, 0.001):
        m, s = 0.1 * g, 0.001 * g * g
        m_hat, s_hat = m / (1 - 0.9), s / (1 - 0.999)
        step = 0.001 * m_hat / (np.sqrt(s_hat) + 1e-8)
        raw = 0.001 * m / (np.sqrt(s) + 1e-8)
        print(f"Adam, g = {g}: step {step:.4f}, without correction {raw:.4f}")
        assert abs(step - 0.001) < 1e-7


if __name__ == "__main__":
    main()
