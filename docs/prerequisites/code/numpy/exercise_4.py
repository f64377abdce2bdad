"""Exercise 4: windows of a signal and of an image, made by strides alone."""

import numpy as np
from numpy.lib.stride_tricks import as_strided, sliding_window_view
from sklearn.datasets import load_digits


# --8<-- [start:windows]
def windows(x: np.ndarray, k: int) -> np.ndarray:
    """All runs of k neighbors of a signal (n,), as a view (n - k + 1, k)."""
    step = x.strides[0]
    return as_strided(x, (len(x) - k + 1, k), (step, step), writeable=False)


def correlate(image: np.ndarray, kernel: np.ndarray) -> np.ndarray:
    """The kernel laid over every patch of the image: multiply and add."""
    patches = sliding_window_view(image, kernel.shape)  # (H', W', kh, kw)
    return (patches * kernel).sum(axis=(2, 3))  # (H', W')


# --8<-- [end:windows]


def main() -> None:
    """Moving averages, and a vertical edge filter on a digit."""
    x = np.array([1.0, 2, 6, 4, 5])
    view = windows(x, 3)
    print(view.tolist(), "strides", view.strides)
    print("moving average", view.mean(axis=1).tolist())
    assert np.array_equal(view, sliding_window_view(x, 3))
    print("numbers in memory", x.size, "numbers in the view", view.size)

    image = load_digits().images[0]  # (8, 8)
    kernel = np.array([[-1.0, 0, 1]] * 3)
    out = correlate(image, kernel)
    patches = sliding_window_view(image, (3, 3))
    print(patches.shape, "strides", patches.strides, "image", image.strides)
    loops = np.zeros((6, 6))
    for i in range(6):
        for j in range(6):
            loops[i, j] = (image[i : i + 3, j : j + 3] * kernel).sum()
    assert np.array_equal(out, loops)
    print("edges, first row", out[0].astype(int).tolist())


if __name__ == "__main__":
    main()
