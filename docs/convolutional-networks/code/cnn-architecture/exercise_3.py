"""How much each pixel of the receptive field counts: ten convolutions in a row."""

import numpy as np


def main() -> None:
    """Weights of the pixels along one axis, for equal kernels and no activation."""
    influence = np.ones(1)
    for _ in range(10):
        influence = np.convolve(influence, np.ones(3) / 3)  # each layer spreads it
    plane = np.outer(influence, influence)  # (21, 21)
    print("field:", len(influence), "x", len(influence))
    middle = slice(5, 16)
    print(f"share of the central 11 x 11: {plane[middle, middle].sum():.2f}")
    print(f"its share of the pixels: {121 / 441:.2f}")
    print(f"center / corner: 10^{np.log10(plane[10, 10] / plane[0, 0]):.1f}")
    print(f"standard deviation: {np.sqrt(10 * 2 / 3):.2f} pixels")
    places = np.arange(21) - 10
    assert np.isclose((influence * places**2).sum(), 10 * 2 / 3)


if __name__ == "__main__":
    main()
