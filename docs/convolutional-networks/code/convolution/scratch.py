"""Convolution as deep learning computes it: one window slides, one sum per stop."""

import numpy as np


# --8<-- [start:conv2d]
def output_size(
    n: int, k: int, stride: int = 1, padding: int = 0, dilation: int = 1
) -> int:
    """Count the window positions along one axis."""
    span = dilation * (k - 1) + 1  # pixels from the first kernel tap to the last
    return (n + 2 * padding - span) // stride + 1


def conv2d(
    X: np.ndarray,  # (N, C_in, H, W)
    W: np.ndarray,  # (C_out, C_in, K_h, K_w)
    b: np.ndarray,  # (C_out,)
    stride: int = 1,
    padding: int = 0,
    dilation: int = 1,
) -> np.ndarray:
    """Slide every filter of W over X (cross-correlation) and add its bias."""
    N, C_in, height, width = X.shape
    C_out, depth, K_h, K_w = W.shape
    assert depth == C_in, f"filter depth {depth} must equal input channels {C_in}"
    H_out = output_size(height, K_h, stride, padding, dilation)
    W_out = output_size(width, K_w, stride, padding, dilation)
    X = np.pad(X, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    Z = np.empty((N, C_out, H_out, W_out))
    for i in range(H_out):
        for j in range(W_out):
            top, left = i * stride, j * stride
            rows = slice(top, top + dilation * (K_h - 1) + 1, dilation)
            cols = slice(left, left + dilation * (K_w - 1) + 1, dilation)
            patch = X[:, :, rows, cols]  # (N, C_in, K_h, K_w)
            Z[:, :, i, j] = patch.reshape(N, -1) @ W.reshape(C_out, -1).T + b
    return Z  # (N, C_out, H_out, W_out)


# --8<-- [end:conv2d]


# --8<-- [start:conv3d]
def conv3d(X: np.ndarray, W: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Valid 3D convolution: (N, C_in, T, H, W) with (C_out, C_in, K_t, K_h, K_w)."""
    N, C_out, kernel = X.shape[0], W.shape[0], W.shape[2:]
    size = [output_size(n, k) for n, k in zip(X.shape[2:], kernel, strict=True)]
    Z = np.empty((N, C_out, *size))
    for t, i, j in np.ndindex(*size):  # the window also moves along time
        patch = X[:, :, t : t + kernel[0], i : i + kernel[1], j : j + kernel[2]]
        Z[:, :, t, i, j] = patch.reshape(N, -1) @ W.reshape(C_out, -1).T + b
    return Z  # (N, C_out, T_out, H_out, W_out)


# --8<-- [end:conv3d]


# The worked example of the page.
X = np.array([[1, 2, 0, 1], [3, 1, 2, 0], [0, 2, 1, 4], [2, 0, 3, 1]])
K = np.array([[1, 0, 2], [0, -1, 1], [1, 0, 0]])
BIAS = 1


def conv_one(X: np.ndarray, K: np.ndarray, b: float = 0, **options: int) -> np.ndarray:
    """One channel in, one filter: (H, W) with (K_h, K_w) gives (H_out, W_out)."""
    return conv2d(X[None, None], K[None, None], np.array([b]), **options)[0, 0]


def as_matrix(K: np.ndarray, n: int) -> np.ndarray:
    """The dense weights (n * n, m * m) that do the work of a valid convolution."""
    k, m = len(K), output_size(n, len(K))
    A = np.zeros((n * n, m * m), dtype=K.dtype)
    for i, j, u, v in np.ndindex(m, m, k, k):
        A[(i + u) * n + j + v, i * m + j] = K[u, v]
    return A


def main() -> None:
    """Print and assert every number of the worked example."""
    for i, j in np.ndindex(2, 2):
        products = X[i : i + 3, j : j + 3] * K
        total = products.sum()
        print(
            f"z[{i},{j}]: products {products.ravel().tolist()}, sum {total}, "
            f"plus bias {total + BIAS}"
        )
    valid = conv_one(X, K, BIAS)
    print("valid, 2x2:", valid.astype(int).tolist())
    assert valid.tolist() == [[3, 5], [9, 5]]

    flipped = K[::-1, ::-1]
    print("flipped kernel:", flipped.tolist())
    true_convolution = conv_one(X, flipped, BIAS)
    print("true convolution:", true_convolution.astype(int).tolist())
    assert true_convolution.tolist() == [[4, 9], [8, 3]]

    same = conv_one(X, K, BIAS, padding=1)
    print("same (padding 1), 4x4:", same.astype(int).tolist())
    assert same.shape == (4, 4)
    assert np.array_equal(same[1:3, 1:3], valid)
    strided = conv_one(X, K, BIAS, padding=1, stride=2)
    print("padding 1, stride 2:", strided.astype(int).tolist())
    assert np.array_equal(strided, same[::2, ::2])
    dilated = conv_one(X, K, BIAS, padding=1, dilation=2)
    print("padding 1, dilation 2:", dilated.astype(int).tolist())

    A = as_matrix(K, 4)
    assert np.array_equal(X.reshape(1, 16) @ A + BIAS, valid.reshape(1, 4))
    print(
        f"as a dense layer: {A.shape[0]}x{A.shape[1]} = {A.size} weights, "
        f"{A.size - 4 * 9} of them fixed at 0 by locality"
    )

    patch = np.array([[[1, 2], [3, 4]], [[0, 1], [5, 0]]])[None]  # (1, 2, 2, 2)
    bank = np.array([[[1, 0], [0, 1]], [[0, 2], [1, 0]]])[None]  # (1, 2, 2, 2)
    per_channel = (patch * bank).sum(axis=(2, 3))[0]
    z = conv2d(patch, bank, np.array([0]))
    print(f"two channels: {per_channel[0]} + {per_channel[1]} = {z.item():.0f}")
    assert z.shape == (1, 1, 1, 1)
    assert z.item() == 12

    clip = np.array([[0, 9, 0, 0], [0, 0, 9, 0], [0, 0, 9, 0]])  # (T, W): a dot moves
    motion = np.array([-1, 1]).reshape(1, 1, 2, 1, 1)  # next frame minus this one
    response = conv3d(clip[None, None, :, None, :], motion, np.array([0]))
    print("3D, motion kernel:", response[0, 0, :, 0].astype(int).tolist())
    assert response[0, 0, :, 0].tolist() == [[0, -9, 9, 0], [0, 0, 0, 0]]


if __name__ == "__main__":
    main()
