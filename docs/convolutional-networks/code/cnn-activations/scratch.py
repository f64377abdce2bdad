"""Activations on feature maps: values, gradients, dead channels, merged kernels."""

import math

import numpy as np


# --8<-- [start:layers]
def relu(Z: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Values and derivatives; one bit per entry would be enough to keep."""
    return np.maximum(Z, 0), (Z > 0).astype(float)  # (N, C, H, W) each


def leaky_relu(Z: np.ndarray, alpha: float = 0.01) -> tuple[np.ndarray, np.ndarray]:
    """A small slope alpha instead of 0 on the negative side."""
    return np.where(Z > 0, Z, alpha * Z), np.where(Z > 0, 1.0, alpha)


def elu(Z: np.ndarray, alpha: float = 1.0) -> tuple[np.ndarray, np.ndarray]:
    """Falls smoothly toward -alpha."""
    negative = alpha * np.expm1(np.minimum(Z, 0))
    return np.where(Z > 0, Z, negative), np.where(Z > 0, 1.0, negative + alpha)


def prelu(Z: np.ndarray, slopes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """One learned slope per channel: slopes has shape (C,)."""
    return leaky_relu(Z, slopes[:, None, None])  # broadcast over N, H, W


def prelu_slope_gradient(dA: np.ndarray, Z: np.ndarray) -> np.ndarray:
    """Sum over all negative positions of a channel: (C,)."""
    return (dA * np.minimum(Z, 0)).sum(axis=(0, 2, 3))


# --8<-- [end:layers]


# --8<-- [start:dead]
def channel_report(A: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Share of positive entries per channel (C,), and which channels are dead."""
    active = (A > 0).mean(axis=(0, 2, 3))
    return active, active == 0


# --8<-- [end:dead]

Z = np.array([[2, -1], [-3, 0.5]])
G = np.array([[1, 2], [4, -2.0]])  # dL/dA


def conv(x: np.ndarray, kernel: np.ndarray) -> np.ndarray:
    """Valid cross-correlation of one map with one kernel."""
    windows = np.lib.stride_tricks.sliding_window_view(x, kernel.shape)
    return np.einsum("ijuv,uv->ij", windows, kernel)


def merged(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """The 5 x 5 kernel that does the work of two 3 x 3 kernels."""
    kernel = np.zeros((5, 5))
    for u, v in np.ndindex(3, 3):
        kernel[u : u + 3, v : v + 3] += second[u, v] * first
    return kernel


def line(values: np.ndarray) -> str:
    """Four numbers with four decimals, without a minus before zero."""
    return " ".join(f"{v + 0.0:.4f}" for v in np.ravel(values))


def main() -> None:
    """Print and assert the numbers of the page."""
    rng = np.random.default_rng(0)
    first, second = rng.normal(size=(2, 3, 3))
    x = rng.normal(size=(32, 32))
    twice = conv(conv(x, first), second)
    assert np.allclose(conv(x, merged(first, second)), twice)
    bent = conv(np.maximum(conv(x, first), 0), second)
    print("two 3 x 3 convolutions equal one 5 x 5")
    print(f"with ReLU between, outputs differ by up to {abs(bent - twice).max():.0f}")
    print(f"0.25^13 = {0.25**13:.1e}")

    phi = [0.5 * (1 + math.erf(z / math.sqrt(2))) for z in Z.ravel()]
    for name, (A, slope) in {
        "ReLU": relu(Z), "Leaky ReLU": leaky_relu(Z), "ELU": elu(Z),
    }.items():  # fmt: skip
        print(f"{name}: {line(A)} | slopes {line(slope)} | dL/dZ {line(G * slope)}")
    print(f"GELU: {line(Z.ravel() * phi)}")
    print(f"SiLU: {line(Z / (1 + np.exp(-Z)))}")
    batch = Z[None, None]
    print("PReLU, slope 0.25:", line(prelu(batch, np.array([0.25]))[0]), end=", ")
    print(f"dL/dslope {prelu_slope_gradient(G[None, None], batch)[0]:.1f}")

    maps = rng.normal(size=(8, 3, 6, 6)) + np.array([0, -2, -9])[:, None, None]
    active, dead = channel_report(relu(maps)[0])
    print("positive share per channel:", *(f"{a:.2f}" for a in active), end="; ")
    print("dead:", np.flatnonzero(dead).tolist())
    pooled = maps.reshape(8, 3, 3, 2, 3, 2).max(axis=(3, 5))
    late = relu(maps)[0].reshape(8, 3, 3, 2, 3, 2).max(axis=(3, 5))
    assert np.array_equal(relu(pooled)[0], late)
    print("ReLU before or after max pooling: equal")
    numbers = 64 * 224 * 224
    print(
        f"64 maps of 224 x 224: {numbers:,} numbers, {4 * numbers / 1e6:.1f} MB", end=""
    )
    print(f"; as a bit mask {numbers / 8e6:.1f} MB")
    print(f"quiz: ELU(-1) {math.expm1(-1):.4f}, its slope {math.exp(-1):.4f}")


if __name__ == "__main__":
    main()
