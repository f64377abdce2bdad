"""U-Net: sizes and parameters of the original; Dice on a 4 x 4 example."""

import numpy as np


def block(c_in: int, c_out: int) -> int:
    """Parameters of two 3 x 3 convolutions."""
    return 9 * c_in * c_out + c_out + 9 * c_out * c_out + c_out


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
        print(
            f"up, {out} channels: {size} -> {size - 4}, skip {skip} cropped to {size}"
        )
        size -= 4
    params += c * 2 + 2  # 1 x 1 convolution to two classes
    print(f"parameters {params:,}")
    assert (size, params) == (388, 31_030_658)
    print(f"first dense layer of VGG-16 as 7 x 7 kernels {4096 * (512 * 49 + 1):,}")

    guess, truth = np.zeros((4, 4), bool), np.zeros((4, 4), bool)
    guess[:2, :2] = True
    truth[:2, 1:3] = truth[2, 1] = True
    for name, p in (("square", guess), ("nothing", np.zeros_like(guess))):
        both = (p & truth).sum()
        dice = 2 * both / (p.sum() + truth.sum())
        iou = both / (p | truth).sum()
        assert abs(iou - dice / (2 - dice)) < 1e-12
        print(f"{name}: Dice {dice:.3f}, IoU {iou:.3f}, accuracy", end=" ")
        print(f"{(p == truth).mean():.4f}")


if __name__ == "__main__":
    main()
