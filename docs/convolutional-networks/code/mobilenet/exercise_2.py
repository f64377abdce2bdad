"""Exercise 2: how much of a standard kernel one or more depthwise kernels keep."""

import numpy as np


def kept(K: np.ndarray, rank: int) -> float:
    """Share of the squares of K (C_out, C_in, k, k) with rank kernels per channel."""
    flat = K.transpose(1, 0, 2, 3).reshape(K.shape[1], K.shape[0], -1)
    s = np.linalg.svd(flat, compute_uv=False)  # (C_in, min(C_out, k * k))
    return float((s[:, :rank] ** 2).sum() / (s**2).sum())


def main() -> None:
    """Random kernels, and kernels built from one depthwise kernel per channel."""
    rng = np.random.default_rng(0)
    random = rng.normal(size=(32, 16, 3, 3))
    W, D = rng.normal(size=(32, 16)), rng.normal(size=(16, 3, 3))
    built = W[:, :, None, None] * D[None]
    for name, K in (("random", random), ("W times D", built)):
        shares = ", ".join(f"{kept(K, r):.2f}" for r in (1, 2, 4, 9))
        print(f"{name}: share kept with 1, 2, 4, 9 kernels per channel: {shares}")
    assert abs(kept(built, 1) - 1) < 1e-12


if __name__ == "__main__":
    main()
