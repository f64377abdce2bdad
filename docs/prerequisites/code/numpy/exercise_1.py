"""Exercise 1: bytes, strides and shapes, predicted by hand, checked here."""

import numpy as np


def main() -> None:
    """Print and assert the answers."""
    images = np.zeros((32, 224, 224, 3), dtype=np.uint8)
    print("entries", f"{images.size:,}", "bytes", f"{images.nbytes:,}")
    print("as float32", f"{images.size * 4:,} bytes, {images.size * 4 / 2**20} MiB")
    print("strides", images.strides)
    first = images.transpose(0, 3, 1, 2)  # (N, C, H, W)
    print(first.shape, "strides", first.strides, "copied:", first.base is None)
    assert np.shares_memory(first, images)

    x = np.zeros((8, 5, 4))
    print("x.mean(axis=1)             ", x.mean(axis=1).shape)
    print("x - x.mean(axis=1, kd=True)", (x - x.mean(axis=1, keepdims=True)).shape)
    print("x * np.ones(4)             ", (x * np.ones(4)).shape)
    print("x + np.ones((8, 1, 1))     ", (x + np.ones((8, 1, 1))).shape)
    print("x @ np.ones((4, 6))        ", (x @ np.ones((4, 6))).shape)
    try:
        x - x.mean(axis=1)
    except ValueError as error:
        print("x - x.mean(axis=1)         ", str(error).strip())


if __name__ == "__main__":
    main()
