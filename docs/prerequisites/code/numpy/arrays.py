"""Arrays in seven short steps; the last is the bug that opens the page."""

import numpy as np


def ndarray() -> np.ndarray:
    """Shape, dtype and size of an array."""
    # --8<-- [start:ndarray]
    x = np.array([[1, 2, 3], [4, 5, 6]], dtype=np.float32)
    print(x.shape, x.ndim, x.dtype, x.nbytes)  # 6 numbers of 4 bytes
    # --8<-- [end:ndarray]
    return x


def indexing(x: np.ndarray) -> None:
    """Elements, slices, masks, lists of positions; views and copies."""
    # --8<-- [start:indexing]
    print(x[1, 2], x[0], x[:, 1])  # an element, a row, a column
    print(x[x > 2.5], x[:, [2, 0]].tolist())  # a mask, chosen columns
    view, copy = x[0], x[[0]]
    x[0, 0] = 9
    print(view[0], copy[0, 0])  # a slice sees the change, a copy does not
    # --8<-- [end:indexing]
    assert np.shares_memory(view, x)
    assert not np.shares_memory(copy, x)
    x[0, 0] = 1


def axes(x: np.ndarray) -> None:
    """Reductions, and broadcasting a row and a column."""
    # --8<-- [start:axis]
    print(x.sum(), x.sum(axis=0), x.sum(axis=1))
    means = x.mean(axis=0)  # (3,): one per column
    spread = x.std(axis=0)  # (3,)
    print(((x - means) / spread).tolist())  # (2, 3) with (3,): broadcasting
    shares = x / x.sum(axis=1, keepdims=True)  # (2, 3) with (2, 1)
    print(shares.sum(axis=1))  # every row sums to 1
    # --8<-- [end:axis]


def vectorized() -> None:
    """A layer for a whole batch, with loops and without."""
    # --8<-- [start:vectorized]
    rng = np.random.default_rng(seed=0)
    X, W, b = rng.normal(size=(4, 3)), rng.normal(size=(3, 2)), np.zeros(2)
    Z_loop = np.empty((4, 2))
    for i in range(4):
        for k in range(2):
            Z_loop[i, k] = sum(X[i, j] * W[j, k] for j in range(3)) + b[k]
    Z = X @ W + b  # (4, 3) @ (3, 2) + (2,) -> (4, 2)
    print(Z.shape, np.allclose(Z, Z_loop))
    # --8<-- [end:vectorized]
    assert np.allclose(Z, Z_loop)


def random() -> None:
    """The same seed gives the same numbers; shuffling two arrays together."""
    # --8<-- [start:random]
    a, b = np.random.default_rng(7), np.random.default_rng(7)
    print(np.array_equal(a.normal(size=5), b.normal(size=5)))
    order = np.random.default_rng(1).permutation(4)  # one order for inputs and labels
    inputs, labels = np.array([10, 20, 30, 40])[order], np.array([1, 2, 3, 4])[order]
    print(bool((inputs == 10 * labels).all()))
    # --8<-- [end:random]
    assert (inputs == 10 * labels).all()


def silent_bug() -> None:
    """Perfect predictions, wrong shape: a loss that is not zero."""
    # --8<-- [start:bug]
    target = np.array([1.0, 2.0, 3.0])  # (3,)
    prediction = np.array([[1.0], [2.0], [3.0]])  # (3, 1): what a layer returns
    wrong = prediction - target  # (3, 1) with (3,) -> (3, 3)
    right = prediction[:, 0] - target  # (3,)
    print(wrong.shape, round(float((wrong**2).mean()), 4), (right**2).mean())
    # --8<-- [end:bug]
    assert wrong.shape == (3, 3)
    assert abs((wrong**2).mean() - 12 / 9) < 1e-12


if __name__ == "__main__":
    matrix = ndarray()
    indexing(matrix)
    axes(matrix)
    vectorized()
    random()
    silent_bug()
