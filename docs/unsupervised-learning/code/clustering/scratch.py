"""K-means, its start, the silhouette and the adjusted Rand index in NumPy."""

import numpy as np


# --8<-- [start:kmeans]
def distances(X: np.ndarray, C: np.ndarray) -> np.ndarray:
    """Squared distance of each point (N, d) to each center (K, d): (N, K)."""
    D = (X**2).sum(axis=1)[:, None] - 2 * X @ C.T + (C**2).sum(axis=1)
    return np.maximum(D, 0)  # rounding may leave -1e-15


def kmeans(X: np.ndarray, C: np.ndarray) -> tuple[np.ndarray, np.ndarray, list[float]]:
    """Repeat both steps until nothing changes; give centers, labels and costs."""
    C, old, costs = C.copy(), None, []  # C: (K, d)
    while True:
        D = distances(X, C)  # (N, K)
        labels = D.argmin(axis=1)  # step 1: every point to its nearest center
        costs.append(D.min(axis=1).sum())
        if old is not None and np.array_equal(labels, old):
            return C, labels, costs
        for k in range(len(C)):  # step 2: every center to the mean of its points
            if (labels == k).any():
                C[k] = X[labels == k].mean(axis=0)
        old = labels
        costs.append(((X - C[labels]) ** 2).sum())


def plusplus(X: np.ndarray, K: int, rng: np.random.Generator) -> np.ndarray:
    """Draw centers far apart: probability proportional to the squared distance."""
    C = X[rng.integers(len(X), size=1)]  # (1, d)
    while len(C) < K:
        gap = distances(X, C).min(axis=1)  # (N,)
        C = np.vstack([C, X[rng.choice(len(X), p=gap / gap.sum())]])
    return C


# --8<-- [end:kmeans]


# --8<-- [start:judge]
def silhouette(X: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """One number per point: 1 well inside its cluster, below 0 misplaced."""
    D = np.sqrt(distances(X, X))  # (N, N)
    groups = np.unique(labels)
    sums = np.stack([D[:, labels == k].sum(axis=1) for k in groups], axis=1)  # (N, K)
    sizes = np.array([(labels == k).sum() for k in groups])  # (K,)
    own = labels[:, None] == groups  # (N, K)
    a = sums[own] / np.maximum(sizes[own.argmax(axis=1)] - 1, 1)  # without itself
    b = np.where(own, np.inf, sums / sizes).min(axis=1)
    alone = sizes[own.argmax(axis=1)] == 1
    return np.where(alone, 0, (b - a) / np.maximum(a, b))


def adjusted_rand(u: np.ndarray, v: np.ndarray) -> float:
    """Agreement of two groupings: 1 the same, 0 as good as chance."""
    table = (u[:, None] == np.unique(u)).T.astype(int) @ (v[:, None] == np.unique(v))

    def pairs(n: np.ndarray) -> float:
        return float((n * (n - 1) / 2).sum())

    both, rows, cols = pairs(table), pairs(table.sum(axis=1)), pairs(table.sum(axis=0))
    expected = rows * cols / pairs(table.sum())
    return (both - expected) / ((rows + cols) / 2 - expected)


# --8<-- [end:judge]


def main() -> None:
    """The worked example: six numbers, two clusters."""
    X = np.array([0, 1, 4, 7, 8, 12.0])[:, None]
    C, labels, costs = kmeans(X, X[:2])
    print("cost after each half step:", [round(float(c), 4) for c in costs])
    print("centers:", [round(float(c), 4) for c in C[:, 0]], "labels:", labels.tolist())
    assert np.allclose(costs, [215, 69.2, 41.04, 33.25, 31.4375, 68 / 3, 68 / 3])
    s = silhouette(X, labels)
    print("silhouettes:", [round(float(x), 4) for x in s], f"mean {s.mean():.4f}")
    assert np.isclose(s[2], 0.3)
    truth = np.array([0, 0, 1, 1, 1, 1])
    rows, cols, total = 1 + 6, 3 + 3, 15  # pairs by true group, by cluster, in all
    print(f"expected pairs: {rows * cols / total}, largest: {(rows + cols) / 2}")
    print(f"adjusted Rand index: {adjusted_rand(truth, labels):.4f}")
    assert np.isclose(adjusted_rand(truth, labels), 1.2 / 3.7)
    a, b = abs(X[:2] - 4).mean(), abs(X[3:] - 4).mean()
    print(f"silhouette of 4: a = {a:.1f}, b = {b:.1f}, b - a = {b - a:.1f}")
    print("from 4 to the centers 0.5 and 7.75:", [abs(4 - c) for c in (0.5, 7.75)])
    step = kmeans(X, np.array([[0], [6.4]]))[2]
    print(f"with centers 0 and 6.4: {step[0]:.2f}; with 0.5 and 7.75: {step[1]:.2f}")


if __name__ == "__main__":
    main()
