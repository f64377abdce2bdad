"""Exercise 3: a dense digit classifier slides over a larger picture."""

import numpy as np
from scratch import dense_as_convolution
from sklearn.datasets import load_digits
from sklearn.linear_model import RidgeClassifier


def main() -> None:
    """Two test digits in a 16 x 24 picture; where is each class found?"""
    X, y = load_digits(return_X_y=True)
    model = RidgeClassifier(alpha=100.0).fit(X[:1200], y[:1200])
    picture = np.zeros((1, 1, 16, 24))
    wanted = {}
    for digit, (row, column) in ((0, (1, 2)), (4, (7, 14))):
        image = X[1200:][y[1200:] == digit][0].reshape(8, 8)
        picture[0, 0, row : row + 8, column : column + 8] = image
        wanted[digit] = (row, column)
    W, b = model.coef_.T, model.intercept_
    scores = dense_as_convolution(picture, W, b, (8, 8))  # (1, 10, 9, 17)
    print("score maps:", scores.shape)
    for digit, place in wanted.items():
        best = np.unravel_index(scores[0, digit].argmax(), scores.shape[2:])
        print(f"digit {digit}: placed at {place},", end=" ")
        print(f"highest score at {tuple(int(i) for i in best)}")


if __name__ == "__main__":
    main()
