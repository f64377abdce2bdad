"""Exercise 1: shapes, parameters and multiply-adds; brackets change the work."""

import numpy as np


def cost(n: int, d: int, m: int) -> int:
    """Multiply-adds of (n, d) @ (d, m)."""
    return n * d * m


def main() -> None:
    """Count, and check shapes and equality on a small case."""
    X, W1, b1 = np.zeros((64, 784)), np.zeros((784, 128)), np.zeros(128)
    W2, b2 = np.zeros((128, 10)), np.zeros(10)
    H = X @ W1 + b1
    Z = H @ W2 + b2
    print("H", H.shape, "Z", Z.shape)
    print(f"parameters {sum(p.size for p in (W1, b1, W2, b2)):,}")
    print(f"multiply-adds {cost(64, 784, 128) + cost(64, 128, 10):,}")
    n = 1000
    late = cost(n, n, 8) + cost(n, 8, n)
    early = cost(n, 8, n) + cost(n, n, n)
    print(f"(X B) C: {late:,}   X (B C): {early:,}   ratio {early / late:.1f}")
    rng = np.random.default_rng(0)
    P, B, C = rng.normal(size=(6, 6)), rng.normal(size=(6, 2)), rng.normal(size=(2, 6))
    assert np.allclose((P @ B) @ C, P @ (B @ C))


if __name__ == "__main__":
    main()
