"""Label smoothing, focal loss, Dice and smooth L1 by hand."""

import numpy as np
from scratch import cross_entropy, dice, focal, iou, smooth_l1


def main() -> None:
    """Print the answers."""
    Z, Y = np.log(np.array([[0.8, 0.1, 0.1]])), np.eye(3)[[0]]
    print(f"(a) plain {cross_entropy(Z, Y)[0]:.4f}", end=", ")
    print(f"smoothed {cross_entropy(Z, Y, smooth=0.3)[0]:.4f}")
    for gamma in (0, 1, 2):
        loss, _ = focal(np.log(4.0), np.array(1), gamma, 1)  # p = 0.8
        print(f"(b) gamma {gamma}: {loss:.4f}")
    p, g = np.array([0.8, 0.5, 0.2, 0.1]), np.array([1, 1, 0, 0])
    z = np.log(p / (1 - p))
    print(f"(c) Dice loss {dice(z, g, 0)[0]:.4f}, IoU loss {iou(z, g, 0):.4f}")
    loss, slope = smooth_l1(np.array([0.2, 2.0]), np.zeros(2), beta=0.5)
    print("(d)", [round(v, 4) for v in loss.tolist()], slope.round(4).tolist())


if __name__ == "__main__":
    main()
