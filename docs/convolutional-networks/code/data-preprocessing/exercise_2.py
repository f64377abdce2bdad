"""CutMix: paste a patch of another image, share the label by area."""

import numpy as np


def cutmix(
    X: np.ndarray,  # (N, C, H, W)
    Y: np.ndarray,  # (N, K), one-hot
    partner: np.ndarray,  # (N,)
    place: tuple[int, int],
    side: int,
) -> tuple[np.ndarray, np.ndarray]:
    """A square of the partner image, and labels by the area really pasted."""
    top, left = place
    rows, columns = slice(top, top + side), slice(left, left + side)
    mixed = X.copy()
    mixed[:, :, rows, columns] = X[partner][:, :, rows, columns]
    pasted = mixed[0, 0, rows, columns].size / X[0, 0].size
    return mixed, (1 - pasted) * Y + pasted * Y[partner]


def main() -> None:
    """One patch inside, one over the edge."""
    X = np.stack([np.zeros((1, 8, 8)), np.ones((1, 8, 8))])
    for place in ((2, 2), (6, 5)):
        mixed, targets = cutmix(X, np.eye(2), np.array([1, 0]), place, 4)
        print(place, "targets", targets[0].tolist(), "mean pixel", mixed[0].mean())
        assert np.isclose(targets[0, 1], mixed[0].mean())


if __name__ == "__main__":
    main()
