"""Exercise 2: widths of equal-size networks, by formula and by search."""

import numpy as np
import scratch


def width(budget: int, d_in: int, d_out: int, hidden: int) -> int:
    """Largest width of equal hidden layers, from the quadratic formula."""
    if hidden == 1:
        return (budget - d_out) // (d_in + 1 + d_out)
    a = hidden - 1  # square blocks between hidden layers
    b = d_in + hidden + d_out  # one row of weights per input, biases, outputs
    root = (-b + np.sqrt(b * b + 4 * a * (budget - d_out))) / (2 * a)
    print(f"  root {root:.2f}")
    return int(root)


if __name__ == "__main__":
    for hidden in (1, 2, 4):
        print(f"{hidden} hidden layers")
        h = width(3000, 64, 10, hidden)
        sizes = [64, *[h] * hidden, 10]
        total = sum(scratch.parameters(sizes))
        print(f"  width {h}, {total:,} parameters, {3000 - total} unused")
        assert sizes == scratch.same_size(3000, 64, 10, hidden)
