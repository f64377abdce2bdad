"""The numbers of the page: the batch of two examples, and a count of operations."""

import numpy as np


def main() -> None:
    """Print and assert the numbers of the page."""
    x = np.array([[1, 2], [0, -1.0]])  # (2, 2)
    w1, b1 = np.array([[0.5, -1], [1, 0]]), np.array([0, 0.5])
    w2, b2 = np.array([[1, -1], [2, 0.5]]), np.array([0.1, 0])
    z1 = x @ w1 + b1  # (2, 2)
    a1 = np.maximum(z1, 0)
    z2 = a1 @ w2 + b2  # (2, 2), the logits
    powers = np.exp(z2 - z2.max(1, keepdims=True))
    p = powers / powers.sum(1, keepdims=True)
    for name, value in (("Z1", z1), ("A1", a1), ("Z2", z2), ("P", p)):
        print(name, [[f"{v:.3f}" for v in row] for row in value])
    assert np.allclose(z2, [[2.6, -2.5], [1.1, 0.25]])
    assert np.allclose(p.sum(1), 1)

    count = 64 * (784 * 128 + 128 * 10)
    print(f"multiply-adds for 64 images: {count:,}")
    try:
        np.ones((64, 784)) @ np.ones((128, 784))
    except ValueError as error:
        print(str(error).split(",")[0])


if __name__ == "__main__":
    main()
