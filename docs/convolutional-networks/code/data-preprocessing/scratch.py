"""Scaling, geometry and mixing of image batches in NumPy, and a worked example."""

import numpy as np

Array = np.ndarray


# --8<-- [start:scale]
def to_float(images: Array) -> Array:
    """Bytes (N, H, W, C) from a file to floats (N, C, H, W) between 0 and 1."""
    assert images.dtype == np.uint8
    return images.transpose(0, 3, 1, 2).astype(np.float64) / 255


def statistics(train: Array) -> tuple[Array, Array]:
    """Mean and deviation per channel, shape (C, 1, 1): of the training images only."""
    axes = (0, 2, 3)
    return train.mean(axes)[:, None, None], train.std(axes)[:, None, None]


# --8<-- [end:scale]


def standardize(X: Array, mean: Array, deviation: Array) -> Array:
    """The same numbers for training, validation, test and use."""
    return (X - mean) / deviation


def flip(X: Array) -> Array:
    """Mirror left and right."""
    return X[..., ::-1]


# --8<-- [start:geometry]
def shift(X: Array, down: int, right: int) -> Array:
    """Move the content; zeros come in from outside."""
    H, W, reach = *X.shape[2:], max(abs(down), abs(right))
    P = np.pad(X, ((0, 0), (0, 0), (reach, reach), (reach, reach)))
    top, left = reach - down, reach - right
    return P[:, :, top : top + H, left : left + W]


def cutout(X: Array, top: int, left: int, side: int) -> Array:
    """Cover a square with zeros."""
    X = X.copy()
    X[:, :, top : top + side, left : left + side] = 0
    return X


def sample(X: Array, rows: Array, columns: Array) -> Array:
    """Read (N, C, H, W) at fractional places (h, w): four pixels, 0 outside."""
    H, W = X.shape[2:]
    P = np.pad(X, ((0, 0), (0, 0), (1, 1), (1, 1)))
    rows, columns = np.clip(rows, -1, H) + 1, np.clip(columns, -1, W) + 1
    i = np.minimum(np.floor(rows).astype(int), H)
    j = np.minimum(np.floor(columns).astype(int), W)
    a, b = rows - i, columns - j  # how far to the next pixel
    upper = (1 - b) * P[:, :, i, j] + b * P[:, :, i, j + 1]
    lower = (1 - b) * P[:, :, i + 1, j] + b * P[:, :, i + 1, j + 1]
    return (1 - a) * upper + a * lower


def resize(X: Array, h: int, w: int) -> Array:
    """Bilinear: pixel centers of the new grid are read from the old one."""
    H, W = X.shape[2:]
    rows = np.clip((np.arange(h) + 0.5) * H / h - 0.5, 0, H - 1)
    columns = np.clip((np.arange(w) + 0.5) * W / w - 0.5, 0, W - 1)
    return sample(X, *np.meshgrid(rows, columns, indexing="ij"))


def rotate(X: Array, degrees: float) -> Array:
    """Turn counterclockwise about the center: ask where each new pixel came from."""
    H, W = X.shape[2:]
    t = np.deg2rad(degrees)
    y, x = np.meshgrid(np.arange(H), np.arange(W), indexing="ij")
    y, x = y - (H - 1) / 2, x - (W - 1) / 2
    rows = np.cos(t) * y + np.sin(t) * x + (H - 1) / 2
    return sample(X, rows, -np.sin(t) * y + np.cos(t) * x + (W - 1) / 2)


# --8<-- [end:geometry]


# --8<-- [start:mixup]
def mixup(X: Array, Y: Array, share: float, partner: Array) -> tuple[Array, Array]:
    """Weighted mean of each image and its partner, and of their one-hot labels."""
    images = share * X + (1 - share) * X[partner]
    return images, share * Y + (1 - share) * Y[partner]


# --8<-- [end:mixup]


def show(title: str, values: Array, digits: int = 0) -> None:
    """Print numbers of an array in one line."""
    print(f"{title}:", " ".join(f"{v:.{digits}f}" for v in np.ravel(values) + 0.0))


def main() -> None:
    """Print and assert the numbers of the page."""
    train = np.zeros((2, 2, 2, 2), dtype=np.uint8)  # (N, H, W, C)
    train[..., 0] = [[[60, 140], [140, 60]], [[140, 60], [60, 140]]]
    train[..., 1] = [[[20, 40], [30, 30]], [[20, 40], [30, 30]]]
    X = train.transpose(0, 3, 1, 2).astype(float)
    mean, deviation = statistics(X)
    show("means", mean)
    show("deviations", deviation, 4)
    pixel = np.array([180.0, 45.0])[:, None, None]
    show("a test pixel (180, 45)", standardize(pixel, mean, deviation), 4)
    dark = X[:, :1] / 2
    own = standardize(dark, *statistics(dark))
    show(
        "dark first image, training statistics",
        standardize(dark, mean[:1], deviation[:1])[0],
        2,
    )
    show("dark first image, its own statistics", own[0])
    red = (np.array([1, 0]) - 0.485) / 0.229
    show("ImageNet red 1 and 0", red, 3)

    a = np.array([200], dtype=np.uint8)
    print("bytes 200 + 100:", (a + np.uint8(100)).item(), "| 3 - 5:", end=" ")
    print((np.array([3], dtype=np.uint8) - np.uint8(5)).item())
    layout = np.arange(12, dtype=np.uint8).reshape(1, 2, 2, 3)
    right, wrong = layout.transpose(0, 3, 1, 2), layout.reshape(1, 3, 2, 2)
    print("channel 0 by transpose:", right[0, 0].tolist(), end=" ")
    print("by reshape:", wrong[0, 0].tolist())

    P = np.array([[1, 2, 3], [4, 5, 6], [7, 8, 9.0]])[None, None]
    show("flip", flip(P))
    show("shift down 1", shift(P, 1, 0))
    show("cutout", cutout(P, 1, 1, 2))
    show("rotate 90", rotate(P, 90))
    assert np.allclose(rotate(P, 90)[0, 0], np.rot90(P[0, 0]))
    show("resize row 0 4 to width 3", resize(np.array([[[[0.0, 4.0]]]]), 1, 3))
    show("rotate 30, center and its right neighbor", rotate(P, 30)[0, 0, 1, 1:], 4)

    images = np.array([0.9, 0.2]).reshape(2, 1, 1, 1)
    labels = np.eye(10)[[3, 8]]
    mixed, targets = mixup(images, labels, 0.7, np.array([1, 0]))
    show("mixed pixel", mixed[0], 4)
    show("target of 3 and 8", targets[0, [3, 8]], 4)
    parts = -np.log([0.6, 0.3])
    show("losses for 3 and for 8", parts, 4)
    print(f"mixed loss: {targets[0, [3, 8]] @ parts:.4f}")


if __name__ == "__main__":
    main()
