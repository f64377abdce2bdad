"""Gradient, directional derivatives and one step for 3u^2 - uv + v^2 at (1, 2)."""

import numpy as np
from scratch import descend, gradient, show


def f(x: np.ndarray) -> float:
    """3u^2 - u v + v^2."""
    return 3 * x[0] ** 2 - x[0] * x[1] + x[1] ** 2


def grad(x: np.ndarray) -> np.ndarray:
    """(6u - v, -u + 2v)."""
    return np.array([6 * x[0] - x[1], -x[0] + 2 * x[1]])


if __name__ == "__main__":
    start = np.array([1.0, 2.0])
    g = grad(start)
    assert np.allclose(g, gradient(f, start))
    show("f, gradient, norm", f(start), g, np.linalg.norm(g))
    diagonal = np.array([1, 1]) / np.sqrt(2)
    show("along (1, 1)", g @ diagonal)
    show("along (-3, 4)", g @ np.array([-0.6, 0.8]))
    new = descend(grad, start, 0.1, 1)[-1]
    show("after one step", new, f(new))
    H = np.array([[6.0, -1], [-1, 2]])  # second derivatives
    show("rate g.g, bend", 0.1 * g @ g, 0.1**2 / 2 * g @ H @ g)
    assert np.isclose(f(new), f(start) - 0.1 * g @ g + 0.1**2 / 2 * g @ H @ g)
