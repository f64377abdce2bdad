"""Exercise 3: gradient descent finds the Sobel kernel from examples alone."""

import numpy as np
from edges import SOBEL_X
from scipy.signal import convolve2d
from scratch import conv2d
from sklearn.datasets import load_digits


def learn(X: np.ndarray, target: np.ndarray, steps: int, rate: float) -> np.ndarray:
    """Fit one 3x3 kernel without bias by full-batch gradient descent on the MSE."""
    kernel = np.zeros((1, 1, 3, 3))
    for _ in range(steps):
        error = conv2d(X, kernel, np.zeros(1)) - target  # (N, 1, 6, 6)
        swapped = X.transpose(1, 0, 2, 3), error.transpose(1, 0, 2, 3)
        gradient = conv2d(*swapped, np.zeros(1)) * 2 / error.size  # (1, 1, 3, 3)
        kernel -= rate * gradient
    return kernel[0, 0]


def main() -> None:
    """Learn from cross-correlation targets, then from true convolution targets."""
    X = load_digits().images[:100, None] / 16  # (100, 1, 8, 8), ink 0 to 1
    sobel = SOBEL_X[None, None]
    target = conv2d(X, sobel, np.zeros(1))
    learned = learn(X, target, steps=1500, rate=0.4)
    print("from cross-correlation:", (np.round(learned, 1) + 0.0).tolist())
    assert np.abs(learned - SOBEL_X).max() < 0.02

    target = np.stack([convolve2d(x[0], SOBEL_X, mode="valid")[None] for x in X])
    learned = learn(X, target, steps=1500, rate=0.4)
    print("from true convolution: ", (np.round(learned, 1) + 0.0).tolist())
    assert np.abs(learned - SOBEL_X[::-1, ::-1]).max() < 0.02

    few = learn(X[:1] * 0 + 0.5, np.zeros((1, 1, 6, 6)), steps=10, rate=0.4)
    print("from a flat image:     ", np.abs(few).max(), "(nothing to learn from)")


if __name__ == "__main__":
    main()
