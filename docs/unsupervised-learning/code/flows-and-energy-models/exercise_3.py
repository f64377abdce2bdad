"""Exercise 3: a higher likelihood does not mean a more typical image."""

import numpy as np
from sklearn.datasets import load_digits
from sklearn.metrics import roc_auc_score


def main() -> None:
    """A Gaussian (a linear flow) on digits, asked about faded digits."""
    order = np.random.default_rng(0).permutation(1797)
    X = load_digits().data[order] / 16
    train, test = X[:1400], X[1400:]
    mean = train.mean(axis=0)
    C = np.cov(train.T, bias=True) + 0.01 * np.eye(64)
    P = np.linalg.inv(C)
    constant = -0.5 * np.linalg.slogdet(2 * np.pi * C)[1]

    def log_p(images: np.ndarray) -> np.ndarray:
        D = images - mean
        return constant - 0.5 * (D @ P * D).sum(axis=1)

    own = log_p(test)
    print(f"test digits: mean {own.mean():.0f}, largest {own.max():.0f}")
    print(f"mean image: {log_p(mean[None])[0]:.0f}")
    for share in (0.75, 0.5, 0.25):
        faded = log_p(mean + share * (test - mean))
        strange = np.repeat([0, 1], len(test))
        auc = roc_auc_score(strange, -np.concatenate([own, faded]))
        print(f"contrast {share}: mean {faded.mean():.0f}, area {auc:.2f}", end="; ")
        both = np.abs(np.concatenate([own, faded]) - log_p(train).mean())
        print(f"with distance to the typical value {roc_auc_score(strange, both):.2f}")


if __name__ == "__main__":
    main()
