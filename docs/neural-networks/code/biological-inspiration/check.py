"""The numbers of the page: a hand-made rule, one fitted neuron, one neuron by hand."""

import numpy as np
from sklearn.datasets import load_digits
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split


def main() -> None:
    """Print and assert the numbers of the page."""
    pixels, digits = load_digits(return_X_y=True)
    chosen = (digits == 3) | (digits == 8)
    x, y = pixels[chosen], (digits[chosen] == 8).astype(int)  # (357, 64), (357,)

    ink = x.reshape(-1, 8, 8)[:, 4:6, 2].sum(1)  # rows 4 and 5, column 2, from 0
    right = int(((ink > 6) == y).sum())
    print(f"rule by hand: {right} of {len(y)} right, {right / len(y):.0%}")
    assert (right, len(y)) == (303, 357)

    x_train, x_test, y_train, y_test = train_test_split(
        x / 16, y, test_size=0.3, random_state=0, stratify=y
    )
    neuron = LogisticRegression(max_iter=1000).fit(x_train, y_train)
    right = int((neuron.predict(x_test) == y_test).sum())
    print(f"fitted neuron: {right} of {len(y_test)} new images right")
    assert (right, len(y_test)) == (107, 108)

    inputs, weights, bias = np.array([1, 0.5, -1]), np.array([0.8, -0.4, 0.3]), 0.1
    z = float(inputs @ weights + bias)
    sigmoid = 1 / (1 + np.exp(-z))
    print(f"z = {z:.2f}, step {int(z > 0)}, ReLU {max(0.0, z):.2f}, ", end="")
    print(f"sigmoid {sigmoid:.2f}")
    assert abs(z - 0.4) < 1e-12
    print(f"pairs of ten digits: {10 * 9 // 2}")


if __name__ == "__main__":
    main()
