"""Exercise 1: shapes, parameters and multiply-adds of a four-layer stack."""

from costs import multiply_adds, parameters
from scratch import output_size

LAYERS = [  # c_out, kernel, stride, padding, dilation
    (32, 7, 2, 3, 1),
    (64, 3, 1, 2, 2),
    (16, 1, 1, 0, 1),
    (16, 5, 3, 0, 1),
]


def main() -> None:
    """Walk through the stack."""
    channels, n, total, work = 3, 64, 0, 0
    for c_out, k, s, p, d in LAYERS:
        n = output_size(n, k, s, p, d)
        params = parameters(channels, c_out, k, k)
        macs = multiply_adds(channels, c_out, (k, k), (n, n))
        print(f"{c_out:2} x {n:2} x {n:2}: {params:6,} parameters,", end=" ")
        print(f"{macs:10,} multiply-adds")
        channels, total, work = c_out, total + params, work + macs
    print(f"sum: {total:,} parameters, {work:,} multiply-adds")
    assert (channels, n) == (16, 10)
    assert total == 30_688


if __name__ == "__main__":
    main()
