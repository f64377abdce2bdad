"""Dense, local and shared layers: their weights, and what a shift does to them."""

import numpy as np


# --8<-- [start:layers]
def local_layer(X: np.ndarray, K: np.ndarray) -> np.ndarray:
    """Own kernel at every position: X (N, H, W), K (H_out, W_out, k, k)."""
    k = K.shape[-1]
    patches = np.lib.stride_tricks.sliding_window_view(X, (k, k), axis=(1, 2))
    return np.einsum("nijuv,ijuv->nij", patches, K)  # (N, H_out, W_out)


def conv_layer(X: np.ndarray, K: np.ndarray) -> np.ndarray:
    """One kernel for all positions: X (N, H, W), K (k, k)."""
    size = [n - len(K) + 1 for n in X.shape[1:]]
    return local_layer(X, np.broadcast_to(K, (*size, *K.shape)))


def dense_layer(X: np.ndarray, W: np.ndarray, size: tuple[int, int]) -> np.ndarray:
    """Every output reads every pixel: W (H * W, H_out * W_out)."""
    return (X.reshape(len(X), -1) @ W).reshape(len(X), *size)


# --8<-- [end:layers]


# --8<-- [start:equivariance]
def gap(layer, X: np.ndarray, move: int) -> float:
    """|f(T x) - T f(x)| / |T f(x)|, with T a move to the right."""
    moved_first = layer(np.roll(X, move, axis=2))
    moved_last = np.roll(layer(X), move, axis=2)
    return np.linalg.norm(moved_first - moved_last) / np.linalg.norm(moved_last)


# --8<-- [end:equivariance]


# --8<-- [start:counts]
def weights(H: int, W: int, c_in: int, c_out: int, k: int) -> dict[str, int]:
    """Weights of three layers with the same H * W * c_out outputs."""
    inputs, positions = H * W * c_in, H * W
    return {
        "dense": inputs * positions * c_out,
        "local": positions * c_out * k * k * c_in,
        "shared": c_out * k * k * c_in,
    }


# --8<-- [end:counts]

ROW, KERNEL = np.array([0, 1, 3, 0, 0, 0.0]), np.array([-1.0, 1])
DELTA = np.array([0.5, 0, -1, 2, 0])  # dL/dz of the worked example


def slide(x: np.ndarray, k: np.ndarray) -> np.ndarray:
    """One row, one kernel, no padding."""
    return np.lib.stride_tricks.sliding_window_view(x, len(k)) @ k


def as_matrix(k: np.ndarray, n: int) -> np.ndarray:
    """The dense weights (n, m) of the same map: zeros, and repeated numbers."""
    m = n - len(k) + 1
    W = np.zeros((n, m))
    for i in range(m):
        W[i : i + len(k), i] = k
    return W


def main() -> None:
    """Print and assert the numbers of the page."""
    for size, name in (((224, 224, 3, 64, 3), "224 x 224"), ((8, 8, 1, 4, 3), "quiz")):
        counts = weights(*size)
        print(name, *(f"{key} {value:,}" for key, value in counts.items()))
        ratios = counts["dense"] // counts["local"], counts["local"] // counts["shared"]
        print(f"  locality saves {ratios[0]:,}, sharing {ratios[1]:,}")
    print(f"first layer, 1,000 units: {150528 * 1000:,} weights")

    z, moved = slide(ROW, KERNEL), slide(np.roll(ROW, 1), KERNEL)
    W = as_matrix(KERNEL, 6)
    assert np.array_equal(ROW @ W, z)
    print("row:", z.astype(int).tolist(), "moved:", moved.astype(int).tolist())
    print(f"matrix {W.shape}: {W.size} entries, {np.count_nonzero(W)} not 0, 2 values")
    assert z.max() == moved.max() == 2
    # each copy of the first weight at position i has the gradient x_i * delta_i
    copies = ROW[:5] * DELTA, ROW[1:] * DELTA
    print("gradients of the copies:", *((c + 0).tolist() for c in copies))
    print("gradient of the kernel:", [float(c.sum()) for c in copies])
    dW = np.outer(ROW, DELTA)  # dense: X^T delta
    assert [np.trace(dW), np.trace(dW[1:])] == [c.sum() for c in copies]

    rng = np.random.default_rng(0)
    X = np.zeros((20, 16, 16))
    X[:, 5:11, 4:10] = rng.normal(size=(20, 6, 6))  # a pattern with free space around
    K, own = rng.normal(size=(3, 3)), rng.normal(size=(14, 14, 3, 3))
    D = rng.normal(size=(256, 196))
    for name, layer in (
        ("dense", lambda X: dense_layer(X, D, (14, 14))),
        ("local", lambda X: local_layer(X, own)),
        ("convolution", lambda X: conv_layer(X, K)),
        ("convolution, ReLU", lambda X: np.maximum(conv_layer(X, K), 0)),
    ):
        tops = [layer(np.roll(X, s, axis=2)).max(axis=(1, 2)) for s in (0, 2)]
        change = np.linalg.norm(tops[1] - tops[0]) / np.linalg.norm(tops[0])
        print(f"{name}: gap {gap(layer, X, 2):.2f}, maximum changes by {change:.2f}")
    edge = gap(lambda X: conv_layer(X, K), X, 8)
    print(f"convolution, moved across the border: gap {edge:.2f}")
    assert gap(lambda X: conv_layer(X, K), X, 2) < 1e-12


if __name__ == "__main__":
    main()
