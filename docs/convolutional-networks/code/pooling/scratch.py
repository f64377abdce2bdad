"""Max, average and global pooling with their gradients, and the receptive field."""

import numpy as np


# --8<-- [start:pool]
def windows(X: np.ndarray, k: int, s: int, p: int, fill: float) -> np.ndarray:
    """All k x k windows at stride s: (N, C, H_out, W_out, k, k)."""
    X = np.pad(X, ((0, 0), (0, 0), (p, p), (p, p)), constant_values=fill)
    view = np.lib.stride_tricks.sliding_window_view(X, (k, k), axis=(2, 3))
    return view[:, :, ::s, ::s]


def scatter(share: np.ndarray, shape: tuple, s: int, p: int) -> np.ndarray:
    """Add the gradient of every window cell to the input cell it came from."""
    N, C, H, W = shape
    k = share.shape[-1]
    dX = np.zeros((N, C, H + 2 * p, W + 2 * p))
    for i, j in np.ndindex(*share.shape[2:4]):
        rows, cols = slice(i * s, i * s + k), slice(j * s, j * s + k)
        dX[:, :, rows, cols] += share[:, :, i, j]  # overlapping windows add up
    return dX[:, :, p : p + H, p : p + W]


def max_pool(X: np.ndarray, k: int, s: int, p: int = 0) -> tuple:
    """Largest value of each window, and which cell of the window it was."""
    flat = windows(X, k, s, p, -np.inf).reshape(*_out(X, k, s, p), k * k)
    return flat.max(axis=-1), flat.argmax(axis=-1)  # (N, C, H_out, W_out) each


def max_pool_backward(
    dY: np.ndarray, winner: np.ndarray, shape: tuple, k: int, s: int, p: int = 0
) -> np.ndarray:
    """Send each gradient to the winner of its window."""
    one_hot = np.arange(k * k) == winner[..., None]  # (N, C, H_out, W_out, k * k)
    share = (dY[..., None] * one_hot).reshape(*dY.shape, k, k)
    return scatter(share, shape, s, p)


def average_pool(X: np.ndarray, k: int, s: int, p: int = 0) -> np.ndarray:
    """Mean of each window; padding counts as 0."""
    return windows(X, k, s, p, 0.0).mean(axis=(-2, -1))


def average_pool_backward(
    dY: np.ndarray, shape: tuple, k: int, s: int, p: int = 0
) -> np.ndarray:
    """Give each of the k * k cells the same share."""
    share = np.broadcast_to(dY[..., None, None] / k**2, (*dY.shape, k, k))
    return scatter(share, shape, s, p)


def global_average_pool(X: np.ndarray) -> np.ndarray:
    """One mean per channel: (N, C, H, W) -> (N, C)."""
    return X.mean(axis=(2, 3))


# --8<-- [end:pool]


def _out(X: np.ndarray, k: int, s: int, p: int) -> tuple[int, ...]:
    H, W = ((n + 2 * p - k) // s + 1 for n in X.shape[2:])
    return (*X.shape[:2], H, W)


# --8<-- [start:field]
def receptive_field(layers: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Receptive field r and jump j after each layer (kernel size, stride)."""
    r, j, trace = 1, 1, []
    for k, s in layers:
        r, j = r + (k - 1) * j, j * s
        trace.append((r, j))
    return trace


# --8<-- [end:field]
CONV, POOL = (3, 1), (2, 2)
SMALL = [CONV, CONV, POOL, CONV, POOL]
VGG16 = [layer for n in (2, 2, 3, 3, 3) for layer in [CONV] * n + [POOL]]

X = np.array([[1, 3, 2, 0], [5, 2, 1, 1], [0, 1, 4, 8], [2, 1, 6, 2]], dtype=float)
G = np.array([[4.0, -2], [1, 3]])  # dL/dY, the gradient that arrives


def main() -> None:
    """Print and assert the worked example."""
    batch, gradient = X[None, None], G[None, None]
    Y, winner = max_pool(batch, 2, 2)
    print("max, k=2, s=2:", Y[0, 0].tolist())
    print("winners (0 to 3 in each window):", winner[0, 0].tolist())
    mean = average_pool(batch, 2, 2)
    print("mean, k=2, s=2:", mean[0, 0].tolist())
    overlap, places = max_pool(batch, 3, 1)
    print("max, k=3, s=1:", overlap[0, 0].tolist())
    print(f"global mean: {global_average_pool(batch).item():.4f}")
    back = max_pool_backward(gradient, winner, batch.shape, 2, 2)
    print("max backward:", back[0, 0].tolist())
    even = average_pool_backward(gradient, batch.shape, 2, 2)
    print("mean backward:", even[0, 0].tolist())
    twice = max_pool_backward(gradient, places, batch.shape, 3, 1)
    print("max backward, k=3, s=1:", twice[0, 0].tolist())
    print(f"global mean backward, gradient 4 gives each cell {4 / 16:.2f}")
    assert Y[0, 0].tolist() == [[5, 2], [2, 8]]
    assert mean[0, 0].tolist() == [[2.75, 1], [1, 5]]
    assert twice[0, 0, 2, 3] == -2 + 3

    rows = np.zeros((3, 1, 2, 6))
    for place, image in enumerate(rows, start=2):
        image[..., place] = 9  # the row of nines, moved by 0, 1 and 2
    for x, y in zip(rows[:, 0, 0], max_pool(rows, 2, 2)[0][:, 0, 0], strict=True):
        print("row", x.astype(int).tolist(), "->", y.astype(int).tolist())
    ring = np.random.default_rng(0).normal(size=(1, 8, 8, 8))
    Y = max_pool(ring, 2, 2)[0]
    for move in (1, 2):
        moved = max_pool(np.roll(ring, move, axis=3), 2, 2)[0]
        gaps = [abs(moved - np.roll(Y, cells, axis=3)).max() for cells in (0, 1)]
        print(f"moved by {move}: gap to the old output {gaps[0]:.2f},", end=" ")
        print(f"to the old output moved by one cell {gaps[1]:.2f}")
    assert gaps[1] == 0

    print("small stack (r, jump):", receptive_field(SMALL))
    pooled, plain = receptive_field(VGG16), receptive_field([CONV] * 13)
    print("VGG-16 after pool 1 to 5:", [pooled[i] for i in (2, 5, 9, 13, 17)])
    print("13 convolutions without pooling:", plain[-1])
    for k, s, p, n in ((2, 2, 0, 32), (3, 2, 0, 55), (3, 2, 1, 112), (3, 2, 0, 6)):
        print(f"n={n} k={k} s={s} p={p} -> {(n + 2 * p - k) // s + 1}")


if __name__ == "__main__":
    main()
