"""Gradient descent in its three variants, with the sums of the page."""

from collections.abc import Callable, Iterator

import numpy as np

Array = np.ndarray
Gradient = Callable[[Array, Array], Array]  # (weights, rows) -> gradient


# --8<-- [start:descent]
def batches(n: int, size: int, rng: np.random.Generator | None) -> Iterator[Array]:
    """Rows of one epoch, shuffled unless rng is None."""
    order = np.arange(n) if rng is None else rng.permutation(n)
    for start in range(0, n, size):
        yield order[start : start + size]  # the last one may be smaller


def descend(
    w: Array,  # (d,)
    gradient: Gradient,
    n: int,
    size: int,  # n: batch, 1: stochastic, between: mini-batch
    rate: float,
    epochs: int,
    rng: np.random.Generator | None = None,
) -> Iterator[Array]:
    """Yield the weights after every update."""
    for _ in range(epochs):
        for rows in batches(n, size, rng):
            w = w - rate * gradient(w, rows)
            yield w


# --8<-- [end:descent]


# --8<-- [start:line]
X = np.array([1.0, 2.0, 3.0, 4.0])  # (N,)
Y = np.array([2.0, 3.0, 5.0, 6.0])


def line_gradient(w: Array, rows: Array) -> Array:
    """Mean gradient of 1/2 (slope * x + bias - y)^2 over the rows."""
    error = w[0] * X[rows] + w[1] - Y[rows]  # (B,)
    return np.array([(error * X[rows]).mean(), error.mean()])


def line_loss(w: Array) -> float:
    """Mean loss over all four examples."""
    return float(0.5 * ((w[0] * X + w[1] - Y) ** 2).mean())


def curvatures(x: Array) -> Array:
    """Eigenvalues of the Hessian of the line fit, largest first."""
    hessian = np.array([[np.mean(x**2), np.mean(x)], [np.mean(x), 1.0]])
    return np.linalg.eigvalsh(hessian)[::-1]


# --8<-- [end:line]


def parabola(rate: float, steps: int) -> list[float]:
    """Weights along descent on 2 w^2 from w = 1."""
    return [(1 - 4 * rate) ** t for t in range(steps + 1)]


def show(label: str, values: Array) -> None:
    """One line of numbers with four decimals."""
    body = " ".join(f"{v + 0.0:9.4f}" for v in np.round(np.ravel(values), 4))
    print(f"{label:<24}{body}")


def worked() -> None:
    """One pass over four examples in three ways, and the limit of the rate."""
    print("Fit of a line, rate 0.1, from (0, 0): one pass over four examples")
    for name, size in (("batch", 4), ("mini-batch", 2), ("stochastic", 1)):
        w = np.zeros(2)
        for start, new in enumerate(descend(w, line_gradient, 4, size, 0.1, 1)):
            rows = np.arange(4)[start * size : start * size + size]
            error = w[0] * X[rows] + w[1] - Y[rows]
            show(f"{name} predictions", error + Y[rows])
            show("  errors", error)
            show("  gradient", line_gradient(w, rows))
            show("  slope and bias", new)
            w = new
        show("  loss of all four", line_loss(w))
    show("loss at the start", line_loss(np.zeros(2)))
    best = np.polyfit(X, Y, 1)
    show("best slope and bias", best)
    show("best loss", line_loss(best))
    eigen = curvatures(X)
    show("mean of x^2, mean of x", np.array([np.mean(X**2), np.mean(X)]))
    show("curvatures", eigen)
    assert np.isclose(eigen.sum(), 8.5)
    assert np.isclose(eigen.prod(), 1.25)
    show("limit 2 / largest", 2 / eigen[0])
    show("condition number", eigen[0] / eigen[1])
    show("root of 67.25", 67.25**0.5)
    show("1 - 0.1 * curvature", 1 - 0.1 * eigen)
    print("distance from the best line after 20 and 60 batch steps")
    for rate in (0.1, 0.23, 0.25):
        path = list(descend(np.zeros(2), line_gradient, 4, 4, rate, 60))
        far = [np.linalg.norm(path[k - 1] - best) for k in (20, 60)]
        print(f"rate {rate:<5}{far[0]:8.2f}{far[1]:8.2f}")


def noise_floor(rate: float, curvature: float = 1.0, steps: int = 400_000) -> float:
    """Measured variance of w under noisy steps on a parabola, noise variance 1."""
    xi = np.random.default_rng(0).normal(size=steps)
    w, total = 0.0, 0.0
    for noise in xi:
        w -= rate * (curvature * w + noise)
        total += w * w
    return total / steps


if __name__ == "__main__":
    print("Descent on 2 w^2 from w = 1, three steps")
    for rate in (0.1, 0.25, 0.4, 0.5, 0.6):
        show(f"rate {rate}", np.array(parabola(rate, 3)[1:]))
    print()
    worked()
    print("\nVariance of w under noisy steps: measured, eta / (2 - eta)")
    for rate in (0.5, 0.1, 0.02):
        measured, predicted = noise_floor(rate), rate / (2 - rate)
        print(f"rate {rate:<6}{measured:.3f}  {predicted:.3f}")
        assert abs(measured / predicted - 1) < 0.05
