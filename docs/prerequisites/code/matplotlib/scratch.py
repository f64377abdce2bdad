"""A plot by hand: data to pixels, counts of a histogram, numbers to colors."""

from dataclasses import dataclass

import numpy as np
from run import EPOCHS, best_epoch, run


# --8<-- [start:axes]
@dataclass(frozen=True)
class Axes:
    """A rectangle of pixels with data limits; y grows upward, as in Matplotlib."""

    box: tuple[float, float, float, float]  # left, bottom, width, height
    xlim: tuple[float, float]
    ylim: tuple[float, float]
    xlog: bool = False

    def pixel(self, x: float, y: float) -> tuple[float, float]:
        """Where a data point lands."""
        left, bottom, width, height = self.box
        (x0, x1), (y0, y1) = self.xlim, self.ylim
        if self.xlog:  # equal ratios become equal distances
            x, x0, x1 = np.log10([x, x0, x1])
        return (
            float(left + (x - x0) / (x1 - x0) * width),
            float(bottom + (y - y0) / (y1 - y0) * height),
        )


# --8<-- [end:axes]


# --8<-- [start:canvas]
def draw(curves: dict[str, list[float]], axes: Axes) -> list[str]:
    """Line plot on a sheet of characters; each curve has its mark."""
    left, bottom, width, height = map(int, axes.box)
    sheet = np.full((height + 1, width + 1), " ")
    for mark, ys in curves.items():
        xs = np.arange(1, len(ys) + 1)
        for x in np.linspace(*axes.xlim, 4 * width):  # more points than columns
            px, py = axes.pixel(x, np.interp(x, xs, ys))
            if py <= bottom + height:
                sheet[height - round(py - bottom), round(px - left)] = mark
    return ["".join(row).rstrip() for row in sheet]


# --8<-- [end:canvas]


# --8<-- [start:bins]
def histogram(values: np.ndarray, low: float, high: float, bins: int) -> np.ndarray:
    """Counts per bin; the right end belongs to the last bin."""
    inside = values[(values >= low) & (values <= high)]
    place = ((inside - low) / (high - low) * bins).astype(int)  # floor
    return np.bincount(np.minimum(place, bins - 1), minlength=bins)


def shade(values: np.ndarray, low: float, high: float, levels: int) -> np.ndarray:
    """Number to color index, as imshow does; values outside get the end colors."""
    share = (values - low) / (high - low)
    return np.clip((share * levels).astype(int), 0, levels - 1)


# --8<-- [end:bins]

VALUES = np.array([0, 0, 0, 0.1, 0.3, 0.4, 0.6, 0.9, 1.1, 2.0])


def main() -> None:
    """Print the worked example and the plot in characters."""
    first = run()
    best = best_epoch(first.valid)
    print("o validation loss, . training loss; loss 0 to 1.6, epochs 1 to 1200")
    sheet = Axes((0, 0, 62, 16), (1, EPOCHS), (0, 1.6))
    for line in draw({".": first.train, "o": first.valid}, sheet):
        print("|" + line)
    print("+" + "-" * 63)

    print("-- worked example")
    axes = Axes((40, 60, 320, 210), (0, 1200), (0, 1.5))
    px, py = axes.pixel(best, 0.54)
    print(
        f"epoch {best}, loss 0.54 -> ({px:.1f}, {py:.1f}), from the top {300 - py:.1f}"
    )
    rates = Axes(axes.box, (1e-4, 1), (0, 1.5), xlog=True)
    linear = Axes(axes.box, (1e-4, 1), (0, 1.5))
    for x in (0.001, 0.01, 0.1):
        shown = rates.pixel(x, 0)[0], linear.pixel(x, 0)[0]
        print(f"rate {x}: log {shown[0]:.1f}, linear {shown[1]:.1f}")
    for bins in (2, 4, 8):
        counts, width = histogram(VALUES, 0, 2, bins), 2 / bins
        density = counts / len(VALUES) / width
        print(f"{bins} bins of {width}: {counts.tolist()}, density {density.tolist()}")
        assert np.array_equal(counts, np.histogram(VALUES, bins, (0, 2))[0])
        assert np.isclose((density * width).sum(), 1)
    print("shades", shade(np.array([-1, 0, 0.5, 0.99, 1, 3.0]), 0, 1, 4).tolist())

    print("-- hidden activations of the run")
    A = first.hidden(first.valid_X).ravel()  # 500 examples times 64 units
    print(f"{A.size} values, exact zeros {100 * (A == 0).mean():.0f}%")
    for bins in (4, 20):
        counts = histogram(A, 0, 4, bins)
        density = counts / A.size / (4 / bins)
        print(f"{bins} bins, density:", density.round(2).tolist())


if __name__ == "__main__":
    main()
