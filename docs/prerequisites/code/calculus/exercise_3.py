"""The Jacobians of a layer, multiplied from the left; and what the order costs."""

import numpy as np
from scratch import backward, gradient, show


def cost(shapes: list[tuple[int, int]]) -> int:
    """Multiplications of a product taken in this order; shapes in that order."""
    total, (rows, inner) = 0, shapes[0]
    for n, m in shapes[1:]:
        if inner == n:  # (rows, inner) @ (n, m)
            total, inner = total + rows * inner * m, m
        else:  # (n, m) @ (rows, inner)
            total, rows = total + n * m * inner, n
    return total


def main() -> None:
    """Compare with slopes by small steps, then count."""
    rng = np.random.default_rng(0)
    x, W, b, y = (rng.normal(size=s) for s in (3, (3, 2), 2, 2))

    def loss(v: np.ndarray) -> float:
        return 0.5 * np.sum((np.tanh(v @ W + b) - y) ** 2)

    a = np.tanh(x @ W + b)  # (2,)
    steps = [W.T, np.diag(1 - a**2)]  # dz/dx (2, 3), da/dz (2, 2)
    row = backward(a - y, steps)  # (3,)
    delta = (a - y) * (1 - a**2)  # no diagonal matrix needed
    assert np.allclose(row, delta @ W.T)
    assert np.allclose(row, gradient(loss, x))
    show("dL/dx", row)
    for depth in (3, 10):
        inputs_first = [(1000, 1000)] * (depth - 1) + [(1, 1000)]
        right, left = cost(inputs_first), cost(inputs_first[::-1])
        print(f"{depth:>2} steps: {left:,} from the left, {right:,} from the right")


if __name__ == "__main__":
    main()
