"""T-SNE in NumPy, on data whose sizes and distances are known."""

import numpy as np


# --8<-- [start:tsne]
def distances(X: np.ndarray) -> np.ndarray:
    """Squared distances of all pairs of rows: (N, N)."""
    return ((X[:, None] - X[None]) ** 2).sum(axis=2)


def affinities(X: np.ndarray, perplexity: float) -> np.ndarray:
    """Symmetric neighbor probabilities (N, N); each row looks at ~perplexity points."""
    D = distances(X)
    P = np.zeros_like(D)
    for i, row in enumerate(D):
        others = np.arange(len(D)) != i
        low, high = -30.0, 30.0  # log of the precision, found by halving
        for _ in range(60):
            mid = (low + high) / 2
            p = np.exp(-(row[others] - row[others].min()) * np.exp(mid))
            p /= p.sum()
            wide = -(p * np.log(p + 1e-300)).sum() > np.log(perplexity)
            low, high = (mid, high) if wide else (low, mid)
        P[i, others] = p
    return (P + P.T) / (2 * len(D))


def tsne(X: np.ndarray, perplexity: float, steps: int = 500) -> np.ndarray:
    """Minimize KL(P || Q) over the map (N, 2), starting from PCA."""
    P = affinities(X, perplexity)
    U, s, _ = np.linalg.svd(X - X.mean(axis=0), full_matrices=False)
    Y = U[:, :2] * s[:2]
    Y = 1e-2 * Y / Y[:, 0].std()
    speed, rate = np.zeros_like(Y), len(X) / 12
    for step in range(steps):
        W = 1 / (1 + distances(Y))  # heavy tails of Student's t
        np.fill_diagonal(W, 0)
        pull = P * (12 if step < 100 else 1)  # early exaggeration
        G = (pull - W / W.sum()) * W  # (N, N)
        gradient = 4 * (G.sum(axis=1)[:, None] * Y - G @ Y)
        speed = (0.5 if step < 100 else 0.8) * speed - rate * gradient
        Y = Y + speed
    return Y


# --8<-- [end:tsne]


def spread(Y: np.ndarray) -> float:
    """Root mean squared distance to the center."""
    return float(np.sqrt(((Y - Y.mean(axis=0)) ** 2).sum(axis=1).mean()))


def sizes() -> tuple[np.ndarray, np.ndarray]:
    """Two groups of 50 points in 10 dimensions; the second is ten times as wide."""
    rng = np.random.default_rng(0)
    small = rng.normal(size=(50, 10))
    return np.vstack([small, 10 * rng.normal(size=(50, 10)) + 40]), np.repeat(
        [0, 1], 50
    )


def gaps() -> tuple[np.ndarray, np.ndarray]:
    """Three equal groups; the third is five times as far away as the second."""
    rng = np.random.default_rng(1)
    X = rng.normal(size=(120, 10))
    X[40:80, 0] += 10
    X[80:, 0] += 60
    return X, np.repeat([0, 1, 2], 40)


def noise(seed: int) -> np.ndarray:
    """One round Gaussian: there is nothing to find."""
    return np.random.default_rng(10 + seed).normal(size=(120, 10))


def crowding(Y: np.ndarray) -> float:
    """Mean distance to the nearest other point, divided by the spread."""
    D = np.sqrt(distances(Y)) + 1e9 * np.eye(len(Y))
    return float(D.min(axis=1).mean() / spread(Y))


def show(name: str, Y: np.ndarray) -> None:
    """Print the map on a grid of 0 to 60, for the figure."""
    span = (Y.max(axis=0) - Y.min(axis=0)).max()
    grid = np.rint(60 * (Y - Y.min(axis=0)) / span).astype(int)
    print(f"map {name}:", " ".join(f"{a},{b}" for a, b in grid))


def main() -> None:
    """Sizes, distances and groups: in the data and in the map."""
    X, g = sizes()
    Y = tsne(X, 20)
    ratio = [spread(Z[g == 1]) / spread(Z[g == 0]) for Z in (X, Y)]
    print(f"width of the second group / first: data {ratio[0]:.1f}, map {ratio[1]:.1f}")
    X, g = gaps()
    T = tsne(X, 20)
    out = []
    for Z in (X, T):
        a, b, c = (Z[g == k].mean(axis=0) for k in range(3))
        out.append(np.linalg.norm(c - b) / np.linalg.norm(b - a))
    print(f"distance 2 to 3 / 1 to 2: data {out[0]:.1f}, map {out[1]:.1f}")
    print("distance to the nearest point / to the center, mean of 4 data sets:")
    flat = [crowding(np.random.default_rng(k).normal(size=(120, 2))) for k in range(4)]
    print(f"120 random points in the plane: {np.mean(flat):.2f}")
    for perplexity in (2, 30):
        M = [crowding(tsne(noise(k), perplexity)) for k in range(4)]
        print(f"map of pure noise, perplexity {perplexity}: {np.mean(M):.2f}")
    show("sizes", Y)
    show("gaps", T)


if __name__ == "__main__":
    main()
