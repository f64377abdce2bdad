"""Exercise 2: a partial convolution is a full one with zeros in its weights."""

import numpy as np
from scratch import TABLE, conv, partial_conv


def as_full(kernels: list[np.ndarray]) -> np.ndarray:
    """Write the kernels of C3 into the weights of a full convolution."""
    W = np.zeros((16, 6, 5, 5))
    for k, maps in enumerate(TABLE):
        W[k, maps] = kernels[k][0]  # (len(maps), 5, 5)
    return W


def main() -> None:
    """Compare both on random maps and count the zeros."""
    rng = np.random.default_rng(0)
    X, b = rng.normal(size=(2, 6, 14, 14)), rng.normal(size=16)
    kernels = [rng.normal(size=(1, len(maps), 5, 5)) for maps in TABLE]
    W = as_full(kernels)
    np.testing.assert_allclose(partial_conv(X, kernels, b), conv(X, W, b))
    zeros = int((W == 0).sum())
    print(f"equal; {zeros} of {W.size:,} weights are zero: {zeros / W.size:.1%}")
    print(f"multiply-adds saved: {zeros * 100:,} of {W.size * 100:,}")


if __name__ == "__main__":
    main()
