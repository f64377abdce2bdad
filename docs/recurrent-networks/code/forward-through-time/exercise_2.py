"""Exercise 2: how much of a batch is padding, with and without bucketing."""

import numpy as np


def real_share(lengths: np.ndarray, size: int) -> float:
    """Share of real slots when consecutive sequences form batches of that size."""
    slots = sum(
        size * lengths[k : k + size].max() for k in range(0, len(lengths), size)
    )
    return lengths.sum() / slots


def buckets(lengths: np.ndarray, size: int, pool: int, seed: int) -> np.ndarray:
    """Shuffle, then sort within pools of that many batches."""
    rng = np.random.default_rng(seed)
    shuffled = rng.permutation(lengths)
    width = size * pool
    parts = [np.sort(shuffled[k : k + width]) for k in range(0, len(lengths), width)]
    return np.concatenate(parts)


def main() -> None:
    """Print the real share for random, pooled and fully sorted batches."""
    rng = np.random.default_rng(0)
    lengths = np.ceil(rng.lognormal(mean=3.0, sigma=0.7, size=6400)).astype(int)
    print(f"lengths: median {np.median(lengths):.0f}, longest {lengths.max()}")
    for name, pool in (("random", 1), ("pools of 10", 10), ("pools of 50", 50)):
        shares = [real_share(buckets(lengths, 32, pool, s), 32) for s in range(5)]
        print(f"{name:<12} {min(shares):.0%} to {max(shares):.0%} real")
    print(f"{'sorted':<12} {real_share(np.sort(lengths), 32):.0%} real")
    print(f"lengths 3, 5, 50: {58 / 150:.0%} real")


if __name__ == "__main__":
    main()
