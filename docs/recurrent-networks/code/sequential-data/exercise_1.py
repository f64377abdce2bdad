"""Exercise 1: windows, shapes and autocorrelation of a short series."""

import numpy as np
from scratch import autocorrelation, show, windows

SERIES = np.array([4.0, 2.0, 0.0, 2.0, 4.0, 2.0, 0.0, 2.0])


def main() -> None:
    """Print the numbers of the solution."""
    gap = SERIES - SERIES.mean()
    print("deviations:", *gap.astype(int), "  sum of squares", int(gap @ gap))
    print("r_1, r_2, r_4:", show(autocorrelation(SERIES, 4)[[1, 2, 4]]))
    x, y = windows(SERIES, 2)
    print(
        "windows:",
        x.shape,
        "  equal to the value 4 back:",
        bool((SERIES[:4] == SERIES[4:]).all()),
    )
    for row in ((2.0, 0.0), (2.0, 4.0)):
        print(*row, "->", np.unique(y[(x == row).all(axis=1)]))
    count = len(windows(np.zeros(1000), 24, 6)[0])
    print("1,000 values, width 24, horizon 6:", count, "windows")


if __name__ == "__main__":
    main()
