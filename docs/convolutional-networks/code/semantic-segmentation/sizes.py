"""Sizes and parameters of the original U-Net, and receptive fields with dilation."""

import numpy as np


def block(c_in: int, c_out: int) -> int:
    """Parameters of two 3 x 3 convolutions."""
    return 9 * c_in * c_out + c_out + 9 * c_out * c_out + c_out


# --8<-- [start:dilation]
def reach(dilations: tuple[int, ...]) -> np.ndarray:
    """On one axis: along how many paths each input pixel reaches one output."""
    paths = np.ones(1, int)
    for d in dilations:  # 3 taps, d apart
        kernel = np.zeros(2 * d + 1, int)
        kernel[::d] = 1
        paths = np.convolve(paths, kernel)
    return paths


# --8<-- [end:dilation]


def main() -> None:
    """Print and assert the numbers of the page."""
    size, c, params, skips = 572, 1, 0, []
    for out in (64, 128, 256, 512):
        params += block(c, out)
        skips.append(size - 4)
        size, c = (size - 4) // 2, out
        print(f"down, {out} channels: {skips[-1]} -> {size}")
    params, size, c = params + block(c, 1024), size - 4, 1024
    print("bottom, 1024 channels:", size)
    for out in (512, 256, 128, 64):
        params += 4 * c * out + out + block(2 * out, out)  # 2 x 2 up-convolution
        size, c, skip = 2 * size, out, skips.pop()
        print(f"up, {out}: {size} -> {size - 4}, skip {skip} cropped to {size}")
        size -= 4
    params += c * 2 + 2  # 1 x 1 convolution to two classes
    print(f"parameters {params:,}")
    assert (size, params) == (388, 31_030_658)
    print(f"first dense layer of VGG-16 as 7 x 7 kernels {4096 * (512 * 49 + 1):,}")
    for dilations in ((1, 1, 1, 1), (1, 2, 4, 8), (2, 2, 2)):
        paths = reach(dilations)
        print(f"dilations {dilations}: {(paths > 0).sum()} of {len(paths)} pixels")


if __name__ == "__main__":
    main()
