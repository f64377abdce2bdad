"""Accuracy is a staircase: nudge each weight of a linear classifier."""

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


if __name__ == "__main__":
    right, right_changed, loss_changed = staircase()
    print(f"nudges that change accuracy: {right_changed}, the loss: {loss_changed}")
    assert (right, right_changed, loss_changed) == (1142, 0, 600)
