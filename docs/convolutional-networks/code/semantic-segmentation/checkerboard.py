"""How unevenly three ways of doubling the size treat a constant picture."""

import numpy as np
from scratch import conv_transpose2d, transpose_one

ONES = np.ones((8, 8))


# --8<-- [start:resize]
def resize_conv(X: np.ndarray, K: np.ndarray) -> np.ndarray:
    """Repeat every pixel 2 x 2 (nearest neighbor), then a valid 3 x 3 convolution."""
    big = X.repeat(2, axis=0).repeat(2, axis=1)  # (2H, 2W)
    windows = np.lib.stride_tricks.sliding_window_view(big, K.shape)
    return np.einsum("ijuv,uv->ij", windows, K)


# --8<-- [end:resize]


def interior(Z: np.ndarray) -> np.ndarray:
    """Without the border, where fewer copies overlap in any case."""
    return Z[4:12, 4:12]


def ripple(Z: np.ndarray) -> float:
    """Standard deviation over root mean square: 0 for a flat output."""
    Z = interior(Z)
    return float(Z.std() / np.sqrt((Z**2).mean()))


def outputs(K3: np.ndarray, K4: np.ndarray) -> dict[str, np.ndarray]:
    """A constant picture through three layers."""
    return {
        "kernel 3, stride 2": transpose_one(ONES, K3, stride=2),
        "kernel 4, stride 2": transpose_one(ONES, K4, stride=2),
        "resize, then 3 x 3": resize_conv(ONES, K3),
    }


def main() -> None:
    """Count overlaps, then average the ripple over random kernels."""
    for k in (3, 4):
        counts = conv_transpose2d(
            np.ones((1, 1, 1, 4)), np.ones((1, 1, k, k)), np.zeros(1), stride=2
        )
        print(f"kernel {k}, one axis:", counts[0, 0, 0].astype(int).tolist())
        Z = interior(transpose_one(ONES, np.ones((k, k)), stride=2))
        print(f"    values inside in 2D: {np.unique(Z).astype(int).tolist()}")
    plain, rng = outputs(np.ones((3, 3)), np.ones((4, 4))), np.random.default_rng(0)
    rows = [
        outputs(rng.normal(size=(3, 3)), rng.normal(size=(4, 4))) for _ in range(300)
    ]
    for name in plain:
        drawn = np.mean([ripple(r[name]) for r in rows])
        print(
            f"{name}: ripple {ripple(plain[name]):.2f} with a kernel of ones", end=", "
        )
        print(f"{drawn:.2f} on average with random kernels")
    assert max(ripple(r["resize, then 3 x 3"]) for r in rows) < 1e-9
    K4 = np.random.default_rng(1).normal(size=(4, 4))
    phases = [K4[i::2, j::2].sum() for i in (0, 1) for j in (0, 1)]
    Z = interior(transpose_one(ONES, K4, stride=2))
    assert np.allclose(np.sort(phases), np.unique(Z.round(9)))
    print("kernel 4: the four phases are", np.round(phases, 2).tolist())


if __name__ == "__main__":
    main()
