"""LeNet-5 in NumPy: every layer of the paper, and its counts."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

# --8<-- [start:table]
# The maps of S2 that each of the 16 maps of C3 reads (Table I of the paper).
TABLE = [
    *([k, (k + 1) % 6, (k + 2) % 6] for k in range(6)),  # three neighbors
    *([k, (k + 1) % 6, (k + 2) % 6, (k + 3) % 6] for k in range(6)),  # four neighbors
    *([0, 1, 3, 4], [1, 2, 4, 5], [0, 2, 3, 5]),  # four, with gaps
    [0, 1, 2, 3, 4, 5],  # all
]
TABLE = [sorted(maps) for maps in TABLE]
# --8<-- [end:table]


# --8<-- [start:layers]
def squash(Z: np.ndarray) -> np.ndarray:
    """Scaled hyperbolic tangent of the paper; about -1 at -1 and 1 at 1."""
    return 1.7159 * np.tanh(2 / 3 * Z)


def conv(X: np.ndarray, W: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Valid 5 x 5 convolution of all input maps, stride 1."""
    windows = sliding_window_view(X, W.shape[2:], axis=(2, 3))  # (N, C, H, W, 5, 5)
    return np.einsum("nchwuv,ocuv->nohw", windows, W) + b[:, None, None]


def subsample(X: np.ndarray, w: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Sum each 2 x 2 window, then one trained weight and bias for each map."""
    N, C, H, W = X.shape
    sums = X.reshape(N, C, H // 2, 2, W // 2, 2).sum(axis=(3, 5))
    return w[:, None, None] * sums + b[:, None, None]  # (N, C, H / 2, W / 2)


def partial_conv(X: np.ndarray, kernels: list, b: np.ndarray) -> np.ndarray:
    """C3: map k is a convolution over the maps TABLE[k] only."""
    maps = [conv(X[:, TABLE[k]], kernels[k], b[k : k + 1]) for k in range(16)]
    return np.concatenate(maps, axis=1)  # (N, 16, 10, 10)


def lenet5(X: np.ndarray, p: dict) -> np.ndarray:
    """Distances of a batch (N, 1, 32, 32) to the ten codes: (N, 10)."""
    A = squash(conv(X, *p["C1"]))  # (N, 6, 28, 28)
    A = squash(subsample(A, *p["S2"]))  # (N, 6, 14, 14)
    A = squash(partial_conv(A, *p["C3"]))  # (N, 16, 10, 10)
    A = squash(subsample(A, *p["S4"]))  # (N, 16, 5, 5)
    A = squash(conv(A, *p["C5"]))  # (N, 120, 1, 1)
    W, b = p["F6"]  # (120, 84), (84,)
    A = squash(A.reshape(len(X), 120) @ W + b)  # (N, 84)
    return ((A[:, None] - p["codes"]) ** 2).sum(axis=2)  # smallest wins


# --8<-- [end:layers]

WINDOW = np.array([[0.3, 1.0], [-0.1, 0.8]])
FEATURES = np.array([0.9, -0.8, 0.2, 1.0])
CODES = np.array([[1, -1, 1, 1], [1, -1, -1, 1], [-1, 1, 1, -1]])


def connections() -> dict[str, int]:
    """Sums computed for one image, each weight and bias use counted once."""
    maps = sum(len(maps) for maps in TABLE)
    return {
        "C1": 6 * 28 * 28 * (25 + 1),
        "S2": 6 * 14 * 14 * (4 + 1),
        "C3": 10 * 10 * (25 * maps + 16),
        "S4": 16 * 5 * 5 * (4 + 1),
        "C5": 120 * (16 * 25 + 1),
        "F6": 84 * (120 + 1),
        "output": 10 * 84,
    }


def main() -> None:
    """Print and assert the numbers of the page."""
    total, weight, bias = WINDOW.sum(), 0.5, -0.4
    a = weight * total + bias
    print(f"subsampling: sum {total:.1f}, weighted {a:.2f}, squashed {squash(a):.4f}")
    ends = squash(np.array([-1.0, 1.0, 10.0]))
    print("squash(-1), squash(1), squash(10):", *(f"{z:.4f}" for z in ends))

    sizes = [len(maps) for maps in TABLE]
    rows = [sizes.count(n) for n in (3, 4, 6)]
    print(f"C3: {rows[0]} maps read 3, {rows[1]} read 4, {rows[2]} reads 6")
    parameters = 25 * sum(sizes) + 16
    print(f"C3: {sum(sizes)} kernels, {parameters:,} parameters; full 2,416")
    assert parameters == 6 * 76 + 9 * 101 + 151 == 1_516
    readers = [sum(m in maps for maps in TABLE) for m in range(6)]
    print("times each map of S2 is read:", readers)

    squares = (FEATURES - CODES) ** 2
    for square in squares:
        terms = " + ".join(f"{s:.2f}" for s in square)
        print(f"distance: {terms} = {square.sum():.2f}")
    assert squares.sum(axis=1).argmin() == 0

    counts = connections()
    print(", ".join(f"{name} {count:,}" for name, count in counts.items()))
    print(f"connections: {sum(counts.values()):,}")
    assert sum(counts.values()) == 340_908
    print(f"100 dense units on 32 x 32 pixels: {32 * 32 * 100:,} weights")


if __name__ == "__main__":
    main()
