"""Exercise 2: concatenated ReLU keeps both signs of every kernel."""

import numpy as np


def crelu(Z: np.ndarray) -> np.ndarray:
    """(N, C, H, W) -> (N, 2 C, H, W): positive parts, then negative parts."""
    return np.concatenate([np.maximum(Z, 0), np.maximum(-Z, 0)], axis=1)


def main() -> None:
    """Nothing is lost, and the gradient is never zero for both halves."""
    Z = np.random.default_rng(0).normal(size=(2, 4, 5, 5))
    A = crelu(Z)
    assert np.array_equal(A[:, :4] - A[:, 4:], Z)
    assert not ((A[:, :4] > 0) & (A[:, 4:] > 0)).any()
    print(Z.shape, "->", A.shape, "and back without loss")
    weights = [64 * 64 * 9, 32 * 64 * 9]
    print(f"weights of a 3 x 3 layer, 64 maps: {weights[0]:,} or {weights[1]:,}")


if __name__ == "__main__":
    main()
