"""Choosing the number of clusters: cost, silhouette and BIC."""

import numpy as np
import scratch
from seeds import blobs, start
from sklearn.datasets import load_digits
from sklearn.mixture import GaussianMixture


# --8<-- [start:choose]
def best(X: np.ndarray, K: int, tries: int) -> tuple[np.ndarray, float]:
    """Labels and cost of the cheapest of several starts."""
    runs = [scratch.kmeans(X, start(X, K, "k-means++", s)) for s in range(tries)]
    _, labels, costs = min(runs, key=lambda run: run[2][-1])
    return labels, costs[-1] / len(X)


# --8<-- [end:choose]


def main() -> None:
    """Nine blobs, then digits."""
    X = blobs()
    print("blobs: K, cost per point, mean silhouette, BIC/1000")
    for K in range(2, 15):
        labels, cost = best(X, K, 8)
        s = scratch.silhouette(X, labels).mean()
        mix = GaussianMixture(K, covariance_type="spherical", random_state=0, n_init=3)
        print(f"{K:2}: {cost:.1f}, {s:.2f}, {mix.fit(X).bic(X) / 1000:.2f}")
    X, y = load_digits(return_X_y=True)
    print("digits: K, cost per image, mean silhouette, ARI")
    for K in (5, 10, 15, 20, 30):
        labels, cost = best(X, K, 4)
        s = scratch.silhouette(X, labels).mean()
        print(f"{K:2}: {cost:.0f}, {s:.2f}, {scratch.adjusted_rand(y, labels):.2f}")


if __name__ == "__main__":
    main()
