"""A 1x1 convolution by hand, and an Inception module in NumPy."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


# --8<-- [start:module]
def windows(X: np.ndarray, k: int, fill: float = 0.0) -> np.ndarray:
    """Same windows at stride 1: (N, C, H, W) gives (N, C, H, W, k, k)."""
    p = k // 2
    X = np.pad(X, ((0, 0), (0, 0), (p, p), (p, p)), constant_values=fill)
    return sliding_window_view(X, (k, k), axis=(2, 3))


def conv(X: np.ndarray, W: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Convolution and ReLU: W is (C_out, C_in, k, k), b is (C_out,)."""
    Z = np.einsum("nchwuv,ocuv->nohw", windows(X, W.shape[-1]), W)
    return np.maximum(Z + b[:, None, None], 0)  # (N, C_out, H, W)


def max_pool(X: np.ndarray) -> np.ndarray:
    """3 x 3 max pooling at stride 1; the padding never wins."""
    return windows(X, 3, -np.inf).max(axis=(4, 5))


def conv_1x1(X: np.ndarray, W: np.ndarray, b: np.ndarray) -> np.ndarray:
    """The same dense layer at each place: W is (C_out, C_in)."""
    rows = X.transpose(0, 2, 3, 1)  # (N, H, W, C_in): channels as the last axis
    return (rows @ W.T + b).transpose(0, 3, 1, 2)  # (N, C_out, H, W)


def inception(X: np.ndarray, p: dict[str, tuple[np.ndarray, np.ndarray]]) -> np.ndarray:
    """Four parallel branches, stacked along the channel axis."""
    branches = [
        conv(X, *p["one"]),
        conv(conv(X, *p["reduce3"]), *p["three"]),
        conv(conv(X, *p["reduce5"]), *p["five"]),
        conv(max_pool(X), *p["project"]),
    ]
    return np.concatenate(branches, axis=1)  # (N, sum of C_out, H, W)


# --8<-- [end:module]

# The worked example: three channels of 2 x 2, mixed into two.
X = np.array([[[1, 0], [2, 1]], [[0, 3], [1, 1]], [[2, 1], [0, 1]]], dtype=float)
W = np.array([[1, 2, -1], [0.5, -1, 1]])
B = np.array([0.5, -1])


def main() -> None:
    """Print and assert the worked example."""
    Z = conv_1x1(X[None], W, B)[0]  # (2, 2, 2)
    for i, j in np.ndindex(2, 2):
        print(f"position ({i}, {j}): channels {X[:, i, j]} give {Z[:, i, j]}")
    print("channel 0:", Z[0].tolist(), " channel 1:", Z[1].tolist())
    print("after ReLU:", np.maximum(Z, 0).tolist())
    assert Z[0].tolist() == [[-0.5, 5.5], [4.5, 2.5]]
    assert Z[1].tolist() == [[1.5, -3.0], [-1.0, -0.5]]
    general = conv(X[None], W[:, :, None, None], B)[0]
    assert np.allclose(general, np.maximum(Z, 0))
    print("weights of the 1x1 layer:", W.size, "plus", B.size, "biases")
    print(f"outputs {Z.size}, multiply-adds {Z.size * W.shape[1]}")


if __name__ == "__main__":
    main()
