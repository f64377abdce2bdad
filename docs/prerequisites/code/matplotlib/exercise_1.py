"""Exercise 1: pixels, by hand and checked."""

import numpy as np
from scratch import Axes


def main() -> None:
    """A linear axis, a logarithmic one, and the way back."""
    box = (50, 40, 400, 240)
    linear = Axes(box, (0, 50), (0, 3))
    print("epoch 20, loss 0.75:", linear.pixel(20, 0.75))
    log = Axes(box, (1e-5, 1e-1), (0, 3), xlog=True)
    for rate in (1e-3, 1e-2):
        print(f"rate {rate}: {log.pixel(rate, 0)[0]:.1f}")
    linear_rate = Axes(box, (0, 0.1), (0, 3))
    print(f"rate 0.001 on a linear axis: {linear_rate.pixel(1e-3, 0)[0]:.1f}")
    share = (300 - box[0]) / box[2]
    print(f"pixel 300: epoch {share * 50:.2f}, rate {10 ** (-5 + share * 4):.5f}")
    top = 320 - linear.pixel(20, 0.75)[1]
    print(f"sheet 320 high: row {top:.0f} from the top")
    assert np.isclose(log.pixel(1e-3, 0)[0], 250)


if __name__ == "__main__":
    main()
