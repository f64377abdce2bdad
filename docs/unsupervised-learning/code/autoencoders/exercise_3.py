"""Exercise 3: find images of an unknown class by their reconstruction error."""

import numpy as np
from scratch import pca, rebuild, train
from sklearn.datasets import load_digits
from sklearn.metrics import roc_auc_score

SIZES = (2, 8, 64)


def auc(strange: np.ndarray, X: np.ndarray, X_hat: np.ndarray) -> float:
    """How well the error ranks strange images above normal ones."""
    return roc_auc_score(strange, ((X - X_hat) ** 2).sum(axis=1))


def run(digit: int) -> dict[str, float]:
    """Train on 1,200 images without `digit`; test on all images left over."""
    digits = load_digits()
    order = np.random.default_rng(digit).permutation(1797)
    X, labels = digits.data[order] / 16, digits.target[order]
    normal = np.flatnonzero(labels != digit)[:1200]
    test = np.setdiff1d(np.arange(1797), normal)
    X_test, strange = X[test], labels[test] == digit
    mean, _ = pca(X[normal], 1)
    scores = {"mean image": auc(strange, X_test, np.tile(mean, (len(test), 1)))}
    for k in SIZES:
        if k < 64:
            V = pca(X[normal], k)[1]
            linear = mean + (X_test - mean) @ V @ V.T
            scores[f"PCA, k = {k}"] = auc(strange, X_test, linear)
        nets = train(X[normal], k, steps=700)
        scores[f"autoencoder, k = {k}"] = auc(strange, X_test, rebuild(nets, X_test))
    return scores


def main() -> None:
    """Four unknown digits, one at a time."""
    print("area under the ROC curve (0.5 is chance) for unknown 0, 4, 7, 8:")
    runs = [run(digit) for digit in (0, 4, 7, 8)]
    for name in runs[0]:
        values = [scores[name] for scores in runs]
        print(f"{name}:", ", ".join(f"{v:.2f}" for v in values))


if __name__ == "__main__":
    main()
