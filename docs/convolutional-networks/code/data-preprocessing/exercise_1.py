"""Standardization, a shift with cutout, and mixup by hand."""

import numpy as np
from scratch import cutout, mixup, shift, standardize, statistics


def main() -> None:
    """Print the three answers."""
    train = np.array([[[[1.0, 3.0], [5.0, 7.0]]]])  # one image, one channel
    mean, deviation = statistics(train)
    print(f"mean {mean.item():.0f}, deviation {deviation.item():.4f}")
    value = standardize(np.array([9.0]), mean, deviation).item()
    print(f"pixel 9 becomes {value:.4f}")
    image = np.arange(1.0, 10.0).reshape(1, 1, 3, 3)
    moved = cutout(shift(image, 1, -1), 0, 0, 2)
    print("shifted and covered:", moved[0, 0].astype(int).tolist())
    pair = np.array([8.0, 4.0]).reshape(2, 1, 1, 1)
    mixed, target = mixup(pair, np.eye(2), 0.75, np.array([1, 0]))
    print(f"mixed {mixed[0].item():.0f}, target {target[0].tolist()}", end=", ")
    print(f"loss {-(target[0] @ np.log([0.8, 0.2])):.4f}")


if __name__ == "__main__":
    main()
