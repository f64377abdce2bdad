"""A handwritten digit as a sum of few rank-1 matrices; error by rank."""

import numpy as np
from scratch import low_rank
from sklearn.datasets import load_digits

INDEX = 0


def digit() -> np.ndarray:
    """One 8 x 8 gray image of the UCI digits; ink runs from 0 to 16."""
    return load_digits().images[INDEX]


# --8<-- [start:errors]
def relative_errors(A: np.ndarray) -> list[float]:
    """||A - A_k|| / ||A|| for k = 0, 1, ..., measured by building every A_k."""
    ranks = range(min(A.shape) + 1)
    lengths = [float(np.linalg.norm(A - low_rank(A, k))) for k in ranks]
    return [length / lengths[0] for length in lengths]  # A_0 is the zero matrix


def predicted_errors(A: np.ndarray) -> list[float]:
    """The same from the singular values alone: root of the dropped squares."""
    s2 = np.linalg.svd(A, compute_uv=False) ** 2
    return [float(np.sqrt(s2[k:].sum() / s2.sum())) for k in range(len(s2) + 1)]


# --8<-- [end:errors]


def main() -> None:
    """Print singular values and errors of one digit and of the data set."""
    image = digit()
    s = np.linalg.svd(image, compute_uv=False)
    print("singular values:", " ".join(f"{x:.2f}" for x in s))
    measured, predicted = relative_errors(image), predicted_errors(image)
    assert np.allclose(measured, predicted)
    assert measured[-1] < 1e-12
    print("rank  numbers  error")
    for k in (1, 2, 3, 4):
        print(f"{k:4}  {k * 16:7}  {measured[k]:.4f}")
    print("rank of the image:", np.linalg.matrix_rank(image), end=", ")
    print("columns with ink:", int((image.sum(axis=0) > 0).sum()))

    data = load_digits().data  # (1797, 64), one image a row
    errors = predicted_errors(data - data.mean(axis=0))
    for k in (2, 8, 16, 32):
        kept = 1 - errors[k] ** 2
        print(f"data set, rank {k:2}: {kept:.3f} of the variance kept")


if __name__ == "__main__":
    main()
