"""Draw digits from a VAE and from a plain autoencoder, and walk between two digits."""

from functools import cache

import numpy as np
from nets import data, forward, train_plain
from scratch import train

K, VAR, SEEDS = 8, 0.05, (1, 2, 3)
Nets = tuple[list[np.ndarray], list[np.ndarray]]  # encoder and decoder


@cache
def vae(seed: int) -> Nets:
    """A VAE of the training digits, trained once a seed."""
    return train(data()[0], K, VAR, seed=seed)


@cache
def plain(seed: int) -> Nets:
    """A plain autoencoder of the training digits, trained once a seed."""
    return train_plain(data()[0], K, seed)


def distances(A: np.ndarray, B: np.ndarray) -> np.ndarray:
    """Euclidean distances of all rows of A (N, d) to all rows of B (M, d): (N, M)."""
    squared = (A**2).sum(axis=1)[:, None] + (B**2).sum(axis=1) - 2 * A @ B.T
    return np.sqrt(np.maximum(squared, 0))


# --8<-- [start:draw]
def energy_distance(A: np.ndarray, B: np.ndarray) -> float:
    """Near 0 if the two samples come from one distribution, larger otherwise."""
    n, m = len(A), len(B)
    within = (
        distances(A, A).sum() / (n * (n - 1)),
        distances(B, B).sum() / (m * (m - 1)),
    )
    return 2 * distances(A, B).mean() - sum(within)


def draw(
    X: np.ndarray, seed: int, n: int = 1000
) -> dict[str, np.ndarray]:  # each (n, 64)
    """Samples of a VAE, of a plain autoencoder in two ways, and simple baselines."""
    rng = np.random.default_rng(100 + seed)
    _, vae_dec = vae(seed)
    enc, dec = plain(seed)
    codes = forward(enc, X)[-1]
    eps = rng.normal(size=(n, K))  # the prior N(0, I)
    fitted = rng.multivariate_normal(codes.mean(axis=0), np.cov(codes.T), n)
    pixels = rng.multivariate_normal(X.mean(axis=0), np.cov(X.T), n)
    return {
        "VAE, codes from N(0, I)": forward(vae_dec, eps)[-1],
        "plain, codes from N(0, I)": forward(dec, eps)[-1],
        "plain, Gaussian fitted to codes": forward(dec, fitted)[-1],
        "Gaussian fitted to pixels": np.clip(pixels, 0, 1),
        "mean image, n times": np.tile(X.mean(axis=0), (n, 1)),
        "training digits": X[rng.permutation(len(X))[:n]],
    }


# --8<-- [end:draw]


def contrast(images: np.ndarray) -> float:
    """Mean absolute difference of neighboring pixels."""
    grid = images.reshape(-1, 8, 8)
    across, down = np.diff(grid, axis=2), np.diff(grid, axis=1)
    return float((np.abs(across).mean() + np.abs(down).mean()) / 2)


# --8<-- [start:walk]
def walk(
    nets: Nets,
    a: np.ndarray,  # (N, 64)
    b: np.ndarray,  # (N, 64)
    share: float,  # 0 gives a, 1 gives b
) -> np.ndarray:
    """Decode the point at `share` of the way between the codes of a and b."""
    enc, dec = nets
    k = dec[0].shape[0]
    za, zb = forward(enc, a)[-1][:, :k], forward(enc, b)[-1][:, :k]  # the means
    return forward(dec, (1 - share) * za + share * zb)[-1]


# --8<-- [end:walk]


def pairs(X: np.ndarray, labels: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Pairs of test digits of different classes."""
    order = np.random.default_rng(7).permutation(len(X))
    a, b = order[:190], order[190:380]
    other = labels[a] != labels[b]
    return X[a[other]], X[b[other]]


def main() -> None:
    """Measure samples and midpoints over three trainings."""
    train_x, test_x, labels = data()
    runs = [draw(train_x, seed) for seed in SEEDS]
    print("energy distance to test digits, three trainings; nearest training digit;")
    print("contrast of neighboring pixels in percent of the test digits' contrast")
    for name in runs[0]:
        samples = [run[name] for run in runs]
        energy = ", ".join(f"{energy_distance(s, test_x) + 0.0:.2f}" for s in samples)
        nearest = np.mean([distances(s, train_x).min(axis=1).mean() for s in samples])
        sharp = 100 * np.mean([contrast(s) for s in samples]) / contrast(test_x)
        print(f"{name}: {energy}; {nearest:.1f}; {sharp:.0f}")
    print(f"test digits: nearest {distances(test_x, train_x).min(axis=1).mean():.1f}")

    a, b = pairs(test_x, labels)
    print(f"midpoints of {len(a)} pairs of different digits: nearest training digit")
    blends = 0.5 * (a + b)
    print(f"average of pixels: {distances(blends, train_x).min(axis=1).mean():.2f}")
    for name, nets in (("plain", plain), ("VAE", vae)):
        mixed = [walk(nets(seed), a, b, 0.5) for seed in SEEDS]
        found = [distances(mix, train_x).min(axis=1).mean() for mix in mixed]
        print(f"average of codes, {name}:", ", ".join(f"{v:.2f}" for v in found))


if __name__ == "__main__":
    main()
