"""The numbers of the page: the learning rule on AND and XOR, and XOR by hand."""

from itertools import product

import numpy as np

POINTS = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])  # (4, 2)


def learn(labels: list[int], epochs: int) -> tuple[np.ndarray, int, list[int]]:
    """Weights (2,), bias and mistakes per epoch of the perceptron learning rule."""
    w, b, mistakes = np.zeros(2, dtype=int), 0, []
    for _ in range(epochs):
        wrong = 0
        for x, y in zip(POINTS, labels, strict=True):
            error = y - int(x @ w + b > 0)
            w, b, wrong = w + error * x, b + error, wrong + abs(error)
        mistakes.append(wrong)
    return w, b, mistakes


def separable(labels: tuple[int, ...]) -> bool:
    """Whether the rule reaches an epoch without mistakes."""
    return learn(list(labels), 100)[2][-1] == 0


def main() -> None:
    """Print and assert the numbers of the page."""
    w, b, mistakes = learn([0, 0, 0, 1], 10)
    print(f"AND: mistakes per epoch {mistakes}, in all {sum(mistakes)}")
    print(f"AND: w = {w.tolist()}, b = {b}, sums {(POINTS @ w + b).tolist()}")
    assert w.tolist() == [2, 1]
    assert b == -2
    assert sum(mistakes) == 10

    mistakes = learn([0, 1, 1, 0], 100)[2]
    print(f"XOR: mistakes in epochs 1 to 4 {mistakes[:4]}, in epoch 100 {mistakes[-1]}")
    assert min(mistakes) > 0

    tables = list(product([0, 1], repeat=4))
    count = sum(separable(labels) for labels in tables)
    print(f"linearly separable: {count} of {len(tables)} functions of two bits")
    assert count == 14

    h1 = (POINTS.sum(1) - 0.5 > 0).astype(int)  # OR
    h2 = (POINTS.sum(1) - 1.5 > 0).astype(int)  # AND
    output = (h1 - h2 - 0.5 > 0).astype(int)
    print(f"OR {h1.tolist()}, AND {h2.tolist()}, output {output.tolist()}")
    assert output.tolist() == [0, 1, 1, 0]


if __name__ == "__main__":
    main()
