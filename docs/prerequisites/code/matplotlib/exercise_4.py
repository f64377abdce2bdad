"""Exercise 4: a confusion matrix as an image; counts against shares of a row."""

import numpy as np
from run import run


# --8<-- [start:confusion]
def confusion(true: np.ndarray, predicted: np.ndarray, classes: int) -> np.ndarray:
    """Entry (i, j): examples of class i that were called j."""
    return np.bincount(true * classes + predicted, minlength=classes**2).reshape(
        classes, classes
    )


# --8<-- [end:confusion]


def main() -> None:
    """A rare class disappears in counts and shows in shares."""
    r = run()
    predicted = (r.hidden(r.test_X) @ r.W2 + r.b2).argmax(axis=1)
    rare = (r.test_y != 8) | (np.arange(len(r.test_y)) % 10 == 0)  # keep few 8s
    counts = confusion(r.test_y[rare], predicted[rare], 10)
    assert counts.sum() == rare.sum()
    shares = counts / counts.sum(axis=1, keepdims=True)
    print("examples per class", counts.sum(axis=1).tolist())
    print("row of class 8, counts", counts[8].tolist())
    print("largest entry", counts.max(), "so class 8 is drawn at most", end=" ")
    print(f"{counts[8].max() / counts.max():.2f} of the way to the darkest color")
    accuracy = np.trace(counts) / counts.sum()
    print(f"share of 8s read as 8: {shares[8, 8]:.2f}, accuracy {accuracy:.2f}")
    own = np.array([[1.0, 2.0], [3.0, 4.0]])
    other = 10 * own
    for name, image in (("first", own), ("second", other)):
        stretched = (image - image.min()) / (image.max() - image.min())
        shared = (image - 1) / (40 - 1)
        print(name, "own range", stretched.round(2).tolist(), end=" ")
        print("shared range", shared.round(2).tolist())


if __name__ == "__main__":
    main()
