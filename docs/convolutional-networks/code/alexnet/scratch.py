"""The parts of AlexNet in NumPy: normalization, dropout, pooling, top-5 error."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


# --8<-- [start:parts]
def local_response_norm(
    A: np.ndarray, n: int = 5, k: float = 2, alpha: float = 1e-4, beta: float = 0.75
) -> np.ndarray:
    """Damp each activation by the energy of the n maps around it; n is odd."""
    half = n // 2
    squares = np.pad(A**2, ((0, 0), (half, half), (0, 0), (0, 0)))
    energy = sliding_window_view(squares, n, axis=1).sum(axis=-1)  # (N, C, H, W)
    return A / (k + alpha * energy) ** beta


def dropout(A: np.ndarray, keep: float, rng: np.random.Generator) -> np.ndarray:
    """Training: zero each unit with probability 1 - keep, scale up the others."""
    return A * (rng.random(A.shape) < keep) / keep


def max_pool(X: np.ndarray, size: int = 3, stride: int = 2) -> np.ndarray:
    """Largest entry of each window; windows overlap when size > stride."""
    windows = sliding_window_view(X, (size, size), axis=(2, 3))
    return windows[:, :, ::stride, ::stride].max(axis=(4, 5))


def grouped_conv(X: np.ndarray, W: np.ndarray, groups: int) -> np.ndarray:
    """Valid convolution; each group of filters reads its own group of maps."""
    parts = []
    for x, w in zip(np.split(X, groups, 1), np.split(W, groups, 0), strict=True):
        windows = sliding_window_view(x, w.shape[2:], axis=(2, 3))
        parts.append(np.einsum("nchwuv,ocuv->nohw", windows, w))
    return np.concatenate(parts, axis=1)


def top_k_error(scores: np.ndarray, y: np.ndarray, k: int) -> float:
    """Share of rows whose class is not among the k best scores."""
    best = np.argsort(-scores, axis=1)[:, :k]  # (N, k)
    return float(1 - (best == y[:, None]).any(axis=1).mean())


# --8<-- [end:parts]

MAPS = np.array([2.0, 1.0, 4.0, 0.0, 3.0])  # five maps at one place
SCORES = np.array(
    [
        [0.40, 0.30, 0.10, 0.08, 0.07, 0.05],
        [0.05, 0.10, 0.25, 0.30, 0.20, 0.10],
        [0.35, 0.05, 0.25, 0.15, 0.02, 0.18],
        [0.04, 0.30, 0.26, 0.22, 0.13, 0.05],
    ]
)
TRUTH = np.array([5, 3, 2, 1])


def main() -> None:
    """Print and assert the worked example."""
    A = MAPS.reshape(1, 5, 1, 1)
    B = local_response_norm(A, n=3, k=2, alpha=0.5, beta=0.75).ravel()
    for i, (a, b) in enumerate(zip(MAPS, B, strict=True)):
        near = MAPS[max(i - 1, 0) : i + 2]
        energy = (near**2).sum()
        base = 2 + 0.5 * energy
        print(f"map {i}: energy {energy:.0f}, base {base:.1f}, {a:.0f} -> {b:.4f}")
    real = local_response_norm(A).ravel()
    print("constants of the paper:", *(f"{b:.4f}" for b in real))
    print(f"2 to the power 0.75: {2**0.75:.4f}")

    for k in (1, 2, 5):
        print(f"top-{k} error: {top_k_error(SCORES, TRUTH, k):.2f}")
    rng = np.random.default_rng(0)
    thin = dropout(np.ones(100_000), 0.5, rng)
    print("dropout of ones: values", np.unique(thin), f"mean {thin.mean():.1f}")
    X = np.arange(25.0).reshape(1, 1, 5, 5)
    print("overlapping pool of 0..24:", max_pool(X)[0, 0].astype(int).tolist())
    z = 4.0
    print(f"tanh'({z:.0f}) = {1 - np.tanh(z) ** 2:.4f}, relu'({z:.0f}) = 1")
    print(f"crops and mirrors: {2 * 32 * 32:,}")


if __name__ == "__main__":
    main()
