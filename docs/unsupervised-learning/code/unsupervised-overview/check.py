"""The numbers of the page: clusters against hidden labels, a contrastive loss."""

import numpy as np
from sklearn.cluster import KMeans
from sklearn.datasets import load_digits


def contrastive(similarity: np.ndarray, temperature: float) -> float:
    """Loss of one view; position 0 holds the similarity to its other view."""
    scaled = similarity / temperature
    return float(np.log(np.exp(scaled).sum()) - scaled[0])


def main() -> None:
    """Print and assert the numbers of the page."""
    X, y = load_digits(return_X_y=True)  # (1797, 64), (1797,)
    clusters = KMeans(10, n_init=10, random_state=0).fit_predict(X)
    named = sum(np.bincount(y[clusters == c]).max() for c in range(10))
    print(f"k-means, 10 clusters: about {named / len(y):.1f} of the digits agree")
    assert 0.75 < named / len(y) < 0.84
    for s in ([0.8, 0.1, 0.2], [0.3, 0.1, 0.2]):
        print(f"similarities {s}: loss {contrastive(np.array(s), 0.5):.4f}")
    print(f"temperature 0.1: {contrastive(np.array([0.8, 0.1, 0.2]), 0.1):.4f}")
    hours = 1_000_000 * 10 / 3600
    print(f"1,000,000 labels of 10 s: {hours:,.0f} hours, {hours / 8:,.0f} days")


if __name__ == "__main__":
    main()
