"""Depthwise separable convolution in NumPy, and its cost next to a standard one."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


# --8<-- [start:separable]
def depthwise(X: np.ndarray, D: np.ndarray, stride: int = 1, p: int = 0) -> np.ndarray:
    """One kernel per channel: (N, C, H, W) with (C, k, k); channels do not mix."""
    X = np.pad(X, ((0, 0), (0, 0), (p, p), (p, p)))
    windows = sliding_window_view(X, D.shape[1:], axis=(2, 3))
    windows = windows[:, :, ::stride, ::stride]  # (N, C, H_out, W_out, k, k)
    return np.einsum("nchwuv,cuv->nchw", windows, D)


def pointwise(X: np.ndarray, W: np.ndarray) -> np.ndarray:
    """A mix of channels at each position: (N, C_in, H, W) with (C_out, C_in)."""
    return np.einsum("nchw,oc->nohw", X, W)


def as_standard(D: np.ndarray, W: np.ndarray) -> np.ndarray:
    """The one standard kernel (C_out, C_in, k, k) that does the work of both steps."""
    return W[:, :, None, None] * D[None]


def cost_ratio(c_out: int, k: int) -> float:
    """Cost of the two steps over the cost of a standard convolution."""
    return 1 / c_out + 1 / k**2


# --8<-- [end:separable]

# The worked example: two channels of 3 x 3, 2 x 2 kernels, three output channels.
X = np.array([[[1, 2, 0], [0, 1, 3], [2, 1, 1]], [[2, 0, 1], [1, 1, 0], [0, 3, 1]]])
D = np.array([[[1, 0], [0, -1]], [[1, 1], [0, 2]]])
W = np.array([[1.0, 1.0], [0.5, -1.0], [-1.0, 2.0]])


def main() -> None:
    """Print and assert the worked example."""
    U = depthwise(X[None], D)
    print("depthwise, channel 1:", U[0, 0].tolist(), " channel 2:", U[0, 1].tolist())
    Z = pointwise(U, W)
    for o in range(3):
        print(f"pointwise, output {o + 1}:", Z[0, o].tolist())
    assert U[0].tolist() == [[[0, -1], [-1, 0]], [[4, 1], [8, 3]]]
    K = as_standard(D, W)
    windows = sliding_window_view(X, (2, 2), axis=(1, 2))
    assert np.allclose(np.einsum("chwuv,ocuv->ohw", windows, K), Z[0])
    print("as one standard kernel, output 2, channel 1:", K[1, 0].tolist())
    places = U[0, 0].size
    two = places * (D.size + W.size)
    print(f"weights: {D.size} + {W.size} = {D.size + W.size}, standard {K.size}")
    print(f"multiply-adds: {two}, standard {places * K.size}", end=", ")
    print(f"ratio {two / (places * K.size):.4f} = 1/3 + 1/4")
    assert abs(two / (places * K.size) - cost_ratio(3, 2)) < 1e-12
    for c_out, k in ((64, 3), (512, 3), (512, 5), (512, 7)):
        print(f"C_out {c_out}, kernel {k}: ratio {cost_ratio(c_out, k):.4f}")


if __name__ == "__main__":
    main()
