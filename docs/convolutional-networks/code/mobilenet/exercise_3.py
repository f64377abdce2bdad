"""Exercise 3: the width multiplier for a budget of 200 million multiply-adds."""

import math

POINTWISE, REST = 539_492_352, 29_248_000  # version 1: multiply-adds at width 1


def work(alpha: float) -> float:
    """Pointwise steps go with the square of the width, everything else linearly."""
    return POINTWISE * alpha**2 + REST * alpha


def main() -> None:
    """Solve the quadratic, and compare with the counted networks."""
    assert POINTWISE + REST == 568_740_352
    for alpha in (1, 0.75, 0.5, 0.25):
        print(f"alpha {alpha}: {work(alpha) / 1e6:.0f} million")
    budget = 200e6
    root = math.sqrt(REST**2 + 4 * POINTWISE * budget)
    print(f"200 million at alpha {(root - REST) / (2 * POINTWISE):.3f}")
    print(f"or, at width 1, at {224 * math.sqrt(budget / work(1)):.0f} pixels")


if __name__ == "__main__":
    main()
