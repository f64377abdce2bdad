"""Exercise 3: hinge loss with an L2 penalty is a support vector machine."""

import numpy as np
from scratch import binary_cross_entropy, hinge
from sklearn.datasets import load_digits
from sklearn.svm import SVC

PENALTY = 0.01


def threes_and_eights() -> tuple[np.ndarray, np.ndarray]:
    """Digits 3 and 8, pixels 0 to 1; labels -1 and +1."""
    x, y = load_digits(return_X_y=True)
    keep = (y == 3) | (y == 8)
    return x[keep] / 16, np.where(y[keep] == 8, 1.0, -1.0)


def objective(w: np.ndarray, b: float, x: np.ndarray, y: np.ndarray) -> float:
    """Mean hinge loss plus half the penalty times the squared length of w."""
    return hinge(x @ w + b, y)[0].mean() + 0.5 * PENALTY * (w @ w)


def descend(x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, float]:
    """Subgradient descent with falling steps; the mean of the second half."""
    w, b, total, steps = np.zeros(x.shape[1]), 0.0, np.zeros(x.shape[1] + 1), 6000
    for t in range(steps):
        slope = hinge(x @ w + b, y)[1] / len(y)  # (N,)
        eta = 1 / (PENALTY * (t + 200))
        w = w - eta * (x.T @ slope + PENALTY * w)
        b = b - 0.1 * eta * slope.sum()
        if t >= steps // 2:
            total += np.append(w, b)
    mean = total / (steps // 2)
    return mean[:-1], mean[-1]


def main() -> None:
    """Compare the two solutions and count the examples that still pull."""
    x, y = threes_and_eights()
    w, b = descend(x, y)
    svm = SVC(kernel="linear", C=1 / (PENALTY * len(y)), tol=1e-6).fit(x, y)
    ours = objective(w, b, x, y)
    theirs = objective(svm.coef_[0], svm.intercept_[0], x, y)
    print(f"examples {len(y)}")
    print(f"objective, subgradient descent {ours:.3f}")
    print(f"objective, scikit-learn SVC    {theirs:.3f}")
    scores = svm.decision_function(x)
    print(f"same answers: {np.mean(np.sign(x @ w + b) == np.sign(scores)):.1%}")
    print(f"support vectors {len(svm.support_)}")
    pull = (np.abs(binary_cross_entropy(scores, (y + 1) / 2)[1]) > 0).sum()
    print(f"examples with a nonzero cross-entropy slope {pull}")
    assert ours < 1.01 * theirs


if __name__ == "__main__":
    main()
