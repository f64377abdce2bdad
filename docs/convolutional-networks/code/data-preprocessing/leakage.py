"""Augment before the split, and even random labels look learnable."""

import numpy as np
from sklearn.datasets import load_digits
from sklearn.neighbors import KNeighborsClassifier


# --8<-- [start:leak]
def copies(images: np.ndarray, rng: np.random.Generator, count: int) -> np.ndarray:
    """Noisy copies (N * count, 64) of images (N, 64)."""
    repeated = np.repeat(images, count, axis=0)
    return repeated + rng.normal(0, 0.05, size=repeated.shape)


def scores(y: np.ndarray, seed: int) -> tuple[float, float]:
    """Validation accuracy in percent: augmented before the split, and after it."""
    rng = np.random.default_rng(seed)
    X = load_digits().data[:500] / 16
    model = KNeighborsClassifier(1)

    everything, labels = copies(X, rng, 5), np.repeat(y, 5)
    mixed = rng.permutation(len(labels))
    train, valid = mixed[:2000], mixed[2000:]
    model.fit(everything[train], labels[train])
    before = model.score(everything[valid], labels[valid])

    mixed = rng.permutation(len(y))
    train, valid = mixed[:400], mixed[400:]
    model.fit(copies(X[train], rng, 5), np.repeat(y[train], 5))
    return 100 * before, 100 * model.score(X[valid], y[valid])


# --8<-- [end:leak]


def main() -> None:
    """True labels, then labels drawn at random."""
    truth = load_digits().target[:500]
    for name in ("true", "random"):
        rows = []
        for seed in range(5):
            y = truth
            if name == "random":
                y = np.random.default_rng(10 + seed).integers(0, 10, size=500)
            rows.append(scores(y, seed))
        before, after = np.mean(rows, axis=0)
        print(
            f"{name} labels: augmented before the split {before:.0f}%, "
            f"after {after:.0f}%"
        )


if __name__ == "__main__":
    main()
