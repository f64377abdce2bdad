"""The numbers of the page: confusion matrix, ROC, under- and overfitting."""

import numpy as np


def rates(tp: int, fn: int, fp: int, tn: int) -> dict[str, float]:
    """Measures of a confusion matrix."""
    precision, recall = tp / (tp + fp), tp / (tp + fn)
    return {
        "accuracy": (tp + tn) / (tp + fn + fp + tn),
        "precision": precision,
        "recall": recall,
        "F1": 2 * precision * recall / (precision + recall),
        "false positive rate": fp / (fp + tn),
    }


def auc(positive: list[float], negative: list[float]) -> float:
    """Share of (positive, negative) pairs in which the positive scores higher."""
    return float(np.mean([p > n for p in positive for n in negative]))


def fit_errors(degree: int) -> tuple[float, float]:
    """Mean squared error of a polynomial on 12 training and 200 new points."""
    rng = np.random.default_rng(1)

    def measure(n: int) -> tuple[np.ndarray, np.ndarray]:
        x = np.linspace(-1, 1, n)
        return x, np.sin(3 * x) + rng.normal(0, 0.3, n)

    train, new = measure(12), measure(200)
    model = np.polynomial.Polynomial.fit(*train, degree)
    errors = [float(((model(x) - y) ** 2).mean()) for x, y in (train, new)]
    return errors[0], errors[1]


def main() -> None:
    """Print and assert the numbers of the page."""
    for name, value in rates(tp=8, fn=2, fp=40, tn=950).items():
        print(f"{name}: {value:.4f}")
    print(f"always 'healthy': accuracy {990 / 1000:.2f}, recall 0")
    print(f"AUC of five scores: {auc([0.9, 0.6], [0.7, 0.4, 0.2]):.4f}")
    for degree in (1, 3, 11):
        train, new = fit_errors(degree)
        print(f"degree {degree}: training {train:.2f}, new data {new:.2f}")
    assert fit_errors(11)[0] < fit_errors(3)[0] < fit_errors(1)[0]
    assert fit_errors(3)[1] < min(fit_errors(1)[1], fit_errors(11)[1])


if __name__ == "__main__":
    main()
