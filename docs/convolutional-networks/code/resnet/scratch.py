"""Residual blocks in NumPy: forward and backward, and the true block of ResNet."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


# --8<-- [start:dense]
def forward(
    X: np.ndarray, W1: np.ndarray, W2: np.ndarray, shortcut: bool = True
) -> tuple[np.ndarray, np.ndarray]:
    """Y = X + relu(X W1) W2; returns Y and the mask of active units."""
    Z = X @ W1  # (N, h)
    F = np.maximum(Z, 0) @ W2  # (N, d), the correction
    return (X + F if shortcut else F), Z > 0


def backward(
    G: np.ndarray, mask: np.ndarray, W1: np.ndarray, W2: np.ndarray, shortcut: bool
) -> np.ndarray:
    """dL/dX from G = dL/dY: around the block, and through it."""
    through = ((G @ W2.T) * mask) @ W1.T  # (N, d)
    return G + through if shortcut else through


# --8<-- [end:dense]


# --8<-- [start:conv]
def conv(X: np.ndarray, W: np.ndarray, stride: int = 1) -> np.ndarray:
    """Same convolution: (N, C_in, H, W) with (C_out, C_in, k, k)."""
    k = W.shape[-1]
    X = np.pad(X, ((0, 0), (0, 0), (k // 2, k // 2), (k // 2, k // 2)))
    windows = sliding_window_view(X, (k, k), axis=(2, 3))[:, :, ::stride, ::stride]
    return np.einsum("nchwuv,ocuv->nohw", windows, W)  # (N, C_out, H_out, W_out)


def batch_norm(X: np.ndarray, epsilon: float = 1e-5) -> np.ndarray:
    """Mean 0, variance 1 per channel over batch and positions; scale 1, shift 0."""
    mean = X.mean(axis=(0, 2, 3), keepdims=True)  # (1, C, 1, 1)
    variance = X.var(axis=(0, 2, 3), keepdims=True)
    return (X - mean) / np.sqrt(variance + epsilon)


def basic_block(
    X: np.ndarray,  # (N, C_in, H, W)
    W1: np.ndarray,  # (C_out, C_in, 3, 3)
    W2: np.ndarray,  # (C_out, C_out, 3, 3)
    P: np.ndarray | None = None,  # projection (C_out, C_in, 1, 1), if shapes change
    stride: int = 1,
) -> np.ndarray:
    """relu(shortcut + correction), as in ResNet-18 and ResNet-34."""
    A = np.maximum(batch_norm(conv(X, W1, stride)), 0)
    F = batch_norm(conv(A, W2))
    shortcut = X if P is None else batch_norm(conv(X, P, stride))
    return np.maximum(shortcut + F, 0)  # (N, C_out, H / stride, W / stride)


# --8<-- [end:conv]


# The worked example: one row, two features, two hidden units.
X = np.array([[1.0, 2.0]])
W1 = np.array([[0.5, -1.0], [0.25, 0.25]])
W2 = np.array([[0.2, -0.1], [0.4, 0.3]])
TARGET = np.array([[1.0, 1.0]])


def main() -> None:
    """Print and assert the worked example."""
    Y, mask = forward(X, W1, W2)
    print("z =", (X @ W1)[0], "correction F =", np.round(Y - X, 4)[0], "y =", Y[0])
    G = Y - TARGET  # gradient of half the squared distance
    print("gradient that arrives:", np.round(G, 4)[0])
    inside = (G @ W2.T)[0]
    print("at the hidden units:", np.round(inside, 4), "after the mask:", end=" ")
    print(np.round(inside * mask[0], 4) + 0.0)
    with_shortcut = backward(G, mask, W1, W2, shortcut=True)
    plain = backward(G, mask, W1, W2, shortcut=False)
    print("plain:", plain[0], " with shortcut:", with_shortcut[0])
    norms = [float(np.linalg.norm(v)) for v in (G, plain, with_shortcut)]
    print("norms: arrives {:.4f}, plain {:.4f}, with shortcut {:.4f}".format(*norms))
    print(f"factors: plain {norms[1] / norms[0]:.4f}, ", end="")
    print(f"with shortcut {norms[2] / norms[0]:.4f}")
    J = (W1 * mask @ W2).T  # Jacobian of F: one row for each output
    print("Jacobian of F:", np.round(J, 4).tolist())
    print("I + Jacobian: ", np.round(np.eye(2) + J, 4).tolist())
    assert np.allclose(G @ (np.eye(2) + J), with_shortcut)
    assert np.allclose(with_shortcut, [[0.175, 0.8875]])
    print(f"0.1^27 = {0.1**27:.0e}, 1.1^27 = {1.1**27:.1f}")


if __name__ == "__main__":
    main()
