"""How exact is a slope by a small step? The error of two formulas for many steps."""

from collections.abc import Callable

import numpy as np

EXPONENTS = range(1, 16)  # h = 10^-1 ... 10^-15


# --8<-- [start:errors]
def cube(x: float) -> float:
    """x^3, whose slope at 1.1 is 3.63."""
    return x * x * x


def forward(f: Callable, x: float, h: float) -> float:
    """One step to the right; the error shrinks like h."""
    return (f(x + h) - f(x)) / h


def central(f: Callable, x: float, h: float) -> float:
    """One step to each side; the error shrinks like h^2."""
    return (f(x + h) - f(x - h)) / (2 * h)


def relative_error(formula: Callable, h: float, kind: type = np.float64) -> float:
    """Distance from the true slope 3x^2 at x = 1.1, as a share of it."""
    x = kind(1.1)
    return abs(float(formula(cube, x, kind(h))) / 3.63 - 1)


# --8<-- [end:errors]


def main() -> None:
    """Print the errors; the last lines use 32-bit numbers."""
    print("step   forward  central")
    for k in (1, 3, 5, 7, 9, 11, 13, 15):
        pair = [relative_error(f, 10.0**-k) for f in (forward, central)]
        print(f"1e-{k:02}  {pair[0]:.0e}    {pair[1]:.0e}")
    print("central, float32")
    for k in (2, 3, 5, 8):
        error = relative_error(central, 10.0**-k, np.float32)
        print(f"1e-{k:02}  {error:.0e}")
    best = {f: min(EXPONENTS, key=lambda k: relative_error(f, 10.0**-k))
            for f in (forward, central)}  # fmt: skip
    print("best step: forward", f"1e-{best[forward]}, central 1e-{best[central]}")


if __name__ == "__main__":
    main()
