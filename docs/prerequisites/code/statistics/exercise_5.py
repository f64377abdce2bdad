"""The best of k equally good models looks better than it is."""

import numpy as np

TRUTH, SEEDS = 0.9, range(20)


def best_of(k: int, n: int, seed: int) -> float:
    """Highest of k measured accuracies on n images each, all truly 0.9."""
    return float(np.random.default_rng(seed).binomial(n, TRUTH, k).max() / n)


if __name__ == "__main__":
    print("images  models  best measured, mean (min to max) of 20 seeds")
    for n in (500, 5000):
        for k in (1, 5, 20, 100):
            best = np.array([best_of(k, n, seed) for seed in SEEDS])
            print(f"{n:>6}  {k:>6}  {best.mean():.3f}", end=" ")
            print(f"({best.min():.3f} to {best.max():.3f})")
    print(f"20 tests without effect, some p below 0.05: {1 - 0.95**20:.2f}")
