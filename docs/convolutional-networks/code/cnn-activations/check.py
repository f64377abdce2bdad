"""Two convolutions in a row are one; three activations of a small feature map."""

import numpy as np

Array = np.ndarray


def conv(x: Array, kernel: Array) -> Array:
    """Valid cross-correlation of one map with one kernel."""
    windows = np.lib.stride_tricks.sliding_window_view(x, kernel.shape)
    return np.einsum("ijuv,uv->ij", windows, kernel)


def main() -> None:
    """Print and assert the numbers of the page."""
    rng = np.random.default_rng(0)
    first, second = rng.normal(size=(2, 3, 3))
    merged = np.zeros((5, 5))
    for u in range(3):
        for v in range(3):
            merged[u : u + 3, v : v + 3] += second[u, v] * first
    x = rng.normal(size=(32, 32))
    twice = conv(conv(x, first), second)
    assert np.allclose(conv(x, merged), twice)
    print("two 3 x 3 convolutions equal one 5 x 5")
    bent = conv(np.maximum(conv(x, first), 0), second)
    print(
        f"with ReLU between them outputs differ by up to {abs(bent - twice).max():.0f}"
    )
    print(f"0.25^13 = {0.25**13:.1e}")

    z = np.array([[2, -1], [-3, 0.5]])
    for name, a in (
        ("ReLU", np.maximum(z, 0)),
        ("Leaky ReLU", np.where(z > 0, z, 0.01 * z)),
        ("ELU", np.where(z > 0, z, np.expm1(z))),
    ):
        print(f"{name}:", " ".join(f"{v:.4f}" for v in a.ravel()))
    print(f"slope of ELU at -3: {np.exp(-3):.4f}")


if __name__ == "__main__":
    main()
