"""Exercise 1: padded, overlapping max pooling by hand, with its gradient."""

import numpy as np
from scratch import X, max_pool, max_pool_backward


def main() -> None:
    """Window 3, stride 2, padding 1 on the matrix of the worked example."""
    batch = X[None, None]
    Y, winner = max_pool(batch, 3, 2, 1)
    dX = max_pool_backward(np.ones_like(Y), winner, batch.shape, 3, 2, 1)
    print("output:", Y[0, 0].astype(int).tolist())
    print("gradient:", dX[0, 0].astype(int).tolist())
    assert dX.sum() == Y.size
    assert Y[0, 0].tolist() == [[5, 3], [5, 8]]


if __name__ == "__main__":
    main()
