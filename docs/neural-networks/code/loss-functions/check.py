"""The numbers of the page: accuracy as a staircase, and each loss by hand."""

import numpy as np
from sklearn.datasets import load_digits
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split


def staircase() -> tuple[int, int, int]:
    """Right answers, and for how many weights a nudge changes accuracy and loss."""
    x, y = load_digits(return_X_y=True)
    x, _, y, _ = train_test_split(x / 16, y, test_size=0.3, random_state=0, stratify=y)
    model = LogisticRegression(C=0.01, max_iter=1000).fit(x, y)

    def evaluate(weights: np.ndarray) -> tuple[int, float]:
        z = x @ weights.T + model.intercept_  # (1257, 10)
        logs = z - np.log(np.exp(z).sum(1, keepdims=True))
        return int((z.argmax(1) == y).sum()), float(-logs[np.arange(len(y)), y].mean())

    right, loss = evaluate(model.coef_)
    right_changed = loss_changed = 0
    for index in np.ndindex(model.coef_.shape):  # (10, 64)
        weights = model.coef_.copy()
        weights[index] += 0.001
        new_right, new_loss = evaluate(weights)
        right_changed += new_right != right
        loss_changed += abs(new_loss - loss) > 1e-12
    blank = int((x.max(0) == 0).sum())
    print(f"{len(y)} images, {right} right, {model.coef_.size} weights, ", end="")
    print(f"{blank} blank pixels")
    return right, right_changed, loss_changed


def main() -> None:
    """Print and assert the numbers of the page."""
    right, right_changed, loss_changed = staircase()
    print(f"nudges that change accuracy: {right_changed}, the loss: {loss_changed}")
    assert (right, right_changed, loss_changed) == (1142, 0, 600)

    error = np.array([2.5, 1, 4]) - np.array([3, 0, 10])
    print(
        f"mean squared error {(error**2).mean():.2f}, absolute {abs(error).mean():.2f}"
    )

    z = np.array([2.0, 1, 0])
    p = np.exp(z) / np.exp(z).sum()
    gradient = p - np.array([1, 0, 0])
    print(
        f"softmax {p.round(3)}, loss {-np.log(p[0]):.3f}, gradient {gradient.round(3)}"
    )
    assert abs(gradient.sum()) < 1e-12
    for q in (0.9, 0.5, 0.1, 0.01):
        print(f"p = {q}: cross-entropy {-np.log(q):.3f}, squared {(1 - q) ** 2:.3f}")

    p = 1 / (1 + np.exp(6))
    slow = 2 * (p - 1) * p * (1 - p)
    print(
        f"z = -6, y = 1: slope of squared error {slow:.3f}, cross-entropy {p - 1:.3f}"
    )
    print("hinge of 2, 0.5, -1:", [max(0, 1 - s) for s in (2, 0.5, -1)])
    print(f"log 10 = {np.log(10):.2f}, log(1 + 9/e) = {np.log(1 + 9 / np.e):.2f}")


if __name__ == "__main__":
    main()
