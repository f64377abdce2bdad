"""Exercise 3: the last weights, or the mean of all weights?"""

import numpy as np
from sklearn.datasets import load_breast_cancer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split

SPLITS = 20


def run(
    x: np.ndarray, y: np.ndarray, epochs: int
) -> tuple[np.ndarray, np.ndarray, int]:
    """Last and mean weights, corrections of the last epoch; x has a column of ones."""
    w, total = np.zeros(x.shape[1]), np.zeros(x.shape[1])
    for _ in range(epochs):
        corrections = 0
        for x_i, y_i in zip(x, y, strict=True):
            if y_i * (x_i @ w) <= 0:
                w, corrections = w + y_i * x_i, corrections + 1
            total += w
    return w, total / (epochs * len(x)), corrections


def main() -> None:
    """Accuracy on the held-out 30% over twenty splits."""
    x, y = load_breast_cancer(return_X_y=True)
    sign = np.where(y == 1, 1.0, -1.0)
    scores: dict[str, list[float]] = {}
    left = []
    for seed in range(SPLITS):
        x_fit, x_new, y_fit, y_new = train_test_split(
            x, sign, test_size=0.3, random_state=seed, stratify=sign
        )
        mean, spread = x_fit.mean(axis=0), x_fit.std(axis=0)
        a, b = (
            np.column_stack([(v - mean) / spread, np.ones(len(v))])
            for v in (x_fit, x_new)
        )
        last, average, corrections = run(a, y_fit, epochs=10)
        left.append(corrections)
        logistic = LogisticRegression(max_iter=1000).fit(a[:, :-1], y_fit)
        for name, answer in (
            ("common class", np.ones(len(b))),
            ("last weights", np.sign(b @ last)),
            ("mean weights", np.sign(b @ average)),
            ("logistic", logistic.predict(b[:, :-1])),
        ):
            scores.setdefault(name, []).append(float((answer == y_new).mean()))
    print(f"accuracy on new data, {SPLITS} splits: mean (min to max)")
    for name, values in scores.items():
        v = np.array(values)
        print(f"{name:<13}{v.mean():.3f} ({v.min():.3f} to {v.max():.3f})")
    print(f"corrections in epoch 10: {min(left)} to {max(left)}")


if __name__ == "__main__":
    main()
