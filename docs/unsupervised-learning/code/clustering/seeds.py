"""Local optima of k-means over many starts, on blobs and on digits."""

import numpy as np
import scratch
from sklearn.datasets import load_digits


def blobs(seed: int = 0) -> np.ndarray:
    """Nine round groups of 40 points on a 3 by 3 grid, 6 apart, spread 0.8."""
    rng = np.random.default_rng(seed)
    grid = np.array([[6 * i, 6 * j] for i in range(3) for j in range(3)])  # (9, 2)
    return np.repeat(grid, 40, axis=0) + 0.8 * rng.normal(size=(360, 2))


def start(X: np.ndarray, K: int, how: str, seed: int) -> np.ndarray:
    """K data points as centers, drawn uniformly or by k-means++."""
    rng = np.random.default_rng(seed)
    if how == "k-means++":
        return scratch.plusplus(X, K, rng)
    return X[rng.choice(len(X), size=K, replace=False)]


def main() -> None:
    """Compare the two ways to start."""
    X = blobs()
    print("nine blobs, 200 starts: share that finds all nine, worst cost / best cost")
    for how in ("uniform", "k-means++"):
        runs = [scratch.kmeans(X, start(X, 9, how, s))[2][-1] for s in range(200)]
        costs = np.array(runs) / min(runs)
        print(f"{how:9}: {100 * (costs < 1.01).mean():.0f}%, {costs.max():.1f}")

    digits = load_digits()
    X, y = digits.data, digits.target
    print("digits, 10 clusters, 12 starts: mean cost, worst; ARI from, to")
    for how in ("uniform", "k-means++"):
        runs = [scratch.kmeans(X, start(X, 10, how, s)) for s in range(12)]
        cost = np.array([r[2][-1] for r in runs]) / len(X)
        ari = [scratch.adjusted_rand(y, r[1]) for r in runs]
        line = f"{cost.mean():.0f}, {cost.max():.0f}; {min(ari):.2f}, {max(ari):.2f}"
        print(f"{how:9}: {line}")
        best = int(cost.argmin())
        print(f"           start of least cost: ARI {ari[best]:.2f}")
    labels, rng = runs[best][1], np.random.default_rng(0)
    hits = sum(np.bincount(y[labels == k]).max() for k in range(10))
    print(
        f"images with the most frequent digit of their group: {100 * hits / 1797:.0f}%"
    )
    print(
        f"ARI of random labels: {abs(scratch.adjusted_rand(y, rng.permutation(y))):.2f}"
    )


if __name__ == "__main__":
    main()
