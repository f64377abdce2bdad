"""A tiny array: flat memory, and shape, strides and offset that say how to read it."""

from itertools import product
from math import prod

import numpy as np

X = np.array([[1, 2, 3], [4, 5, 6]], dtype=np.float32)  # (N, d_in) = (2, 3)
W = np.array([[1, 0.5], [0, -1], [2, 0.25]], dtype=np.float32)  # (d_in, d_out)
b = np.array([0.5, -0.25], dtype=np.float32)  # (d_out,)


# --8<-- [start:tiny]
class TinyArray:
    """Numbers in one flat list; every view made below shares that list."""

    def __init__(
        self, memory: list, shape: tuple, strides: tuple | None = None, offset: int = 0
    ):
        if strides is None:  # row by row: the last axis has neighbors in memory
            strides = tuple(prod(shape[k + 1 :]) for k in range(len(shape)))
        self.memory, self.shape = memory, shape
        self.strides, self.offset = strides, offset

    def place(self, index: tuple[int, ...]) -> int:
        """Offset, plus index times stride for every axis."""
        return self.offset + sum(
            i * s for i, s in zip(index, self.strides, strict=True)
        )

    def __getitem__(self, index: tuple[int, ...]) -> float:
        return self.memory[self.place(index)]

    def __setitem__(self, index: tuple[int, ...], value: float) -> None:
        self.memory[self.place(index)] = value

    def transpose(self) -> "TinyArray":
        """The same list with the axes in reverse order."""
        return TinyArray(self.memory, self.shape[::-1], self.strides[::-1], self.offset)

    def rows(self, start: int, stop: int, step: int = 1) -> "TinyArray":
        """The view x[start:stop:step]: a new offset, a longer first stride."""
        shape = (len(range(start, stop, step)), *self.shape[1:])
        strides = (step * self.strides[0], *self.strides[1:])
        offset = self.offset + start * self.strides[0]
        return TinyArray(self.memory, shape, strides, offset)

    def broadcast_to(self, shape: tuple[int, ...]) -> "TinyArray":
        """Stretch missing axes and axes of size 1: their stride becomes 0."""
        missing = len(shape) - len(self.shape)
        own, steps = (1,) * missing + self.shape, (0,) * missing + self.strides
        if missing < 0 or any(n not in (1, m) for n, m in zip(own, shape, strict=True)):
            raise ValueError(f"cannot broadcast {self.shape} to {shape}")
        strides = [0 if n == 1 else s for n, s in zip(own, steps, strict=True)]
        return TinyArray(self.memory, shape, tuple(strides), self.offset)


# --8<-- [end:tiny]


# --8<-- [start:layer]
def layer_loops(X: np.ndarray, W: np.ndarray, b: np.ndarray) -> np.ndarray:
    """X W + b, one number at a time: (N, d_in), (d_in, d_out), (d_out,)."""
    Z = np.zeros((len(X), len(b)), dtype=X.dtype)  # (N, d_out)
    for i, k in product(range(len(X)), range(len(b))):
        Z[i, k] = b[k] + sum(X[i, j] * W[j, k] for j in range(len(W)))
    return Z


# --8<-- [end:layer]


def values(array: TinyArray) -> list[float]:
    """All entries in reading order."""
    return [array[index] for index in product(*map(range, array.shape))]


def same(tiny: TinyArray, array: np.ndarray) -> bool:
    """Shape, strides (in entries) and all values agree with NumPy's."""
    strides = tuple(s // array.itemsize for s in array.strides)
    assert tiny.shape == array.shape
    assert tiny.strides == strides
    return values(tiny) == array.ravel().tolist()


def main() -> None:
    """Compare the tiny array with NumPy's, and print the worked example."""
    memory = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0]
    tiny = TinyArray(memory, (2, 3))
    row = TinyArray([0.5, 1.5, 2.5], (3,))
    views = {
        "x": (tiny, X),
        "x.T": (tiny.transpose(), X.T),
        "x[1:2]": (tiny.rows(1, 2), X[1:2]),
        "x.T[::2]": (tiny.transpose().rows(0, 3, 2), X.T[::2]),
    }
    print("view       shape   strides  offset  (in entries)")
    for name, (ours, theirs) in views.items():
        assert same(ours, theirs)
        print(f"{name:9}  {ours.shape!s}  {ours.strides!s}   {ours.offset}")
    wide = row.broadcast_to((2, 3))
    assert same(wide, np.broadcast_to(np.array([0.5, 1.5, 2.5]), (2, 3)))
    print(f"row        {wide.shape!s}  {wide.strides!s}   {wide.offset}   stretched")
    tiny[0, 1] = 9.0
    print("after x[0, 1] = 9, x.T[1, 0] is", tiny.transpose()[1, 0])
    tiny[0, 1] = 2.0
    try:
        row.broadcast_to((2, 4))
    except ValueError as error:
        print("ValueError:", error)

    print("-- worked example")
    print("bytes", X.nbytes, "strides", X.strides, "transposed", X.T.strides)
    place = 1 * X.strides[0] + 2 * X.strides[1]
    print("X[1, 2] starts at byte", place, "value", tiny[1, 2])
    assert np.frombuffer(X.tobytes(), dtype=np.float32, offset=place)[0] == X[1, 2]
    print("X[:, ::2]", X[:, ::2].shape, X[:, ::2].strides)
    means, spread = X.mean(axis=0), X.std(axis=0)
    print("column means", means.tolist(), "std", spread.tolist())
    print("standardized", ((X - means) / spread).tolist())
    sums = X.sum(axis=1, keepdims=True)  # (2, 1)
    print("row sums", sums.tolist(), "shares", (X / sums).round(4).astype(str).tolist())
    Z = X @ W + b
    assert np.allclose(Z, layer_loops(X, W, b))
    print("X W", (X @ W).tolist())
    print("Z", Z.tolist())


if __name__ == "__main__":
    main()
