"""NumPy in seven short steps; the last is the bug that opens the page."""

import numpy as np
from scratch import layer_loops


def ndarray() -> np.ndarray:
    """Shape, dtype, strides and size of an array."""
    # --8<-- [start:ndarray]
    x = np.array([[1, 2, 3], [4, 5, 6]], dtype=np.float32)
    print(x.shape, x.ndim, x.dtype, x.nbytes, x.strides)  # 6 numbers of 4 bytes
    print(x.T.strides, x.T.flags["C_CONTIGUOUS"], np.shares_memory(x, x.T))
    print(np.broadcast_to(x[0], (2, 3)).strides)  # a stretched axis has stride 0
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
    p = np.array([[0.7, 0.3], [0.4, 0.6], [0.1, 0.9]])  # (N, K)
    print(p[np.arange(3), [0, 0, 1]])  # one entry per row: the true class
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


# --8<-- [start:vectorized]
def compare() -> None:
    """The layer with loops and as one expression: same numbers."""
    rng = np.random.default_rng(0)
    X, W, b = rng.normal(size=(64, 100)), rng.normal(size=(100, 20)), np.zeros(20)
    Z_loops = layer_loops(X, W, b)  # a multiply-add per example, input and output
    Z = X @ W + b  # (64, 100) @ (100, 20) + (20,) -> (64, 20)
    print(f"{len(X) * W.size:,} steps in Python, or 2 calls:", np.allclose(Z, Z_loops))


# --8<-- [end:vectorized]


def dtypes() -> None:
    """What a dtype can hold, and what it does silently."""
    # --8<-- [start:dtype]
    pixel = np.array([250], dtype=np.uint8)
    print(pixel + 10, pixel.astype(np.float32) + 10)  # uint8 ends at 255
    steps = np.full(1_000_000, 0.1)
    for dtype in (np.float64, np.float32, np.float16):
        total = np.cumsum(steps.astype(dtype), dtype=dtype)[-1]  # one after another
        print(np.dtype(dtype).name, f"{total:.1f}")
    # --8<-- [end:dtype]
    pairwise = float(steps.astype(np.float32).sum())
    print("float32 with sum() is off by less than 1:", abs(pairwise - 100_000) < 1)
    print("float16 ends at", int(np.finfo(np.float16).max))


def random() -> None:
    """The same seed gives the same numbers; shuffling two arrays together."""
    # --8<-- [start:random]
    a, b = np.random.default_rng(7), np.random.default_rng(7)
    print(np.array_equal(a.normal(size=5), b.normal(size=5)))  # same seed
    print(np.array_equal(a.normal(size=5), a.normal(size=5)))  # a moves on
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


def main() -> None:
    """Run the steps."""
    matrix = ndarray()
    indexing(matrix)
    axes(matrix)
    compare()
    dtypes()
    random()
    silent_bug()


if __name__ == "__main__":
    main()
