"""Output sizes, parameters and multiply-adds: every figure of the page's tables."""

from math import prod

import numpy as np
from scratch import conv_one, output_size


# --8<-- [start:costs]
def parameters(c_in: int, c_out: int, *kernel: int) -> int:
    """Weights and biases of one convolutional layer."""
    return c_out * (c_in * prod(kernel) + 1)


def multiply_adds(c_in: int, c_out: int, kernel: tuple, out: tuple) -> int:
    """One multiply-add per weight and output position."""
    return prod(out) * c_out * c_in * prod(kernel)


# --8<-- [end:costs]


CASES = {
    "valid": (28, 5, 1, 0, 1, 24),
    "same": (32, 3, 1, 1, 1, 32),
    "same, kernel 5": (32, 5, 1, 2, 1, 32),
    "stride 2": (32, 3, 2, 1, 1, 16),
    "stride 2, odd input": (33, 3, 2, 1, 1, 17),
    "stride 2, column lost": (6, 3, 2, 0, 1, 2),
    "dilation 2, valid": (32, 3, 1, 0, 2, 28),
    "dilation 2, same": (32, 3, 1, 2, 2, 32),
    "stem": (224, 7, 2, 3, 1, 112),
    "patches": (224, 16, 16, 0, 1, 14),
    "padding forgotten": (3, 5, 1, 0, 1, -1),
    "quiz": (64, 5, 2, 1, 2, 29),
}


def main() -> None:
    """Print sizes and costs; assert them."""
    for name, (n, k, s, p, d, expected) in CASES.items():
        got = output_size(n, k, s, p, d)
        print(f"{name:21} n={n:3} k={k:2} s={s:2} p={p} d={d}  ->  {got}")
        assert got == expected
    clip = (16, 112, 112)
    print("3D, 3x3x3, padding 1 :", [output_size(n, 3, 1, 1) for n in clip])
    print("3D, 3x3x3, valid     :", [output_size(n, 3) for n in clip])
    steps = zip(clip, (3, 7, 7), (1, 2, 2), (1, 3, 3), strict=True)
    print("3D, 3x7x7, stride 122:", [output_size(n, k, s, p) for n, k, s, p in steps])

    print(f"3 -> 64, 3x3, parameters: {parameters(3, 64, 3, 3):,}")
    macs = multiply_adds(3, 64, (3, 3), (224, 224))
    print(f"3 -> 64, 3x3, 224x224, multiply-adds: {macs:,}")
    numbers = 224 * 224 * 64
    print(
        f"its output: {numbers:,} numbers, {numbers * 4 / 1e6:.1f} MB; "
        f"parameters {parameters(3, 64, 3, 3) * 4 / 1e3:.1f} kB"
    )
    dense = (224 * 224 * 3) * numbers
    print(f"dense layer of the same shape, weights: {dense:,}")
    print(f"64 -> 64, 3x3: {parameters(64, 64, 3, 3):,}")
    print(f"64 -> 64, 3x3x3: {parameters(64, 64, 3, 3, 3):,}")
    flat = multiply_adds(64, 64, (3, 3), (56, 56))
    deep = multiply_adds(64, 64, (3, 3, 3), (16, 56, 56))
    print(f"64 -> 64, 3x3 on 56x56, multiply-adds: {flat:,}")
    print(f"64 -> 64, 3x3x3 on 16x56x56: {deep:,}, {deep // flat} times")
    one = parameters(64, 64, 5, 5) - 64
    two = 2 * (parameters(64, 64, 3, 3) - 64)
    print(f"weights, 64 channels: one 5x5 {one:,}; two 3x3 {two:,}")
    depthwise = 64 * 9 + 64 * 64
    print(f"depthwise 3x3 plus 1x1: {depthwise:,} against {64 * 64 * 9:,}")
    print(f"quiz: {parameters(16, 32, 3, 3):,} parameters")
    print("quiz, 3D:", [output_size(n, 3) for n in (16, 32, 32)])
    patch, kernel = np.array([[2, 0], [1, 3]]), np.array([[1, -1], [0, 2]])
    z = (
        conv_one(patch, kernel, -1).item(),
        conv_one(patch, kernel[::-1, ::-1], -1).item(),
    )
    print(f"quiz, 2x2: {z[0]:.0f}; true convolution {z[1]:.0f}")
    print(f"64 -> 64, weights: 3x3 {64 * 64 * 9:,}; 3x3x3 {64 * 64 * 27:,}")
    assert z == (7, 5)
    assert macs == 86_704_128
    assert dense == 483_385_147_392
    assert parameters(3, 64, 3, 3) == 1_792


if __name__ == "__main__":
    main()
