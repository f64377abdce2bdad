"""How far above its floor is the loss of a distribution learned from N samples?"""

import numpy as np
from scratch import cross_entropy, entropy, kl

TRUE = np.array([0.4, 0.3, 0.2, 0.08, 0.02])
SEEDS = range(50)


def learn(n: int, seed: int, extra: int) -> np.ndarray:
    """Shares of the K outcomes among n draws, after adding `extra` to each count."""
    draws = np.random.default_rng(seed).choice(len(TRUE), n, p=TRUE)
    counts = np.bincount(draws, minlength=len(TRUE)) + extra
    return counts / counts.sum()


def main() -> None:
    """Print the excess loss, and how often plain counting gives an infinite loss."""
    print(f"floor H(p) {entropy(TRUE):.4f}", end=", ")
    print(f"equal chances {cross_entropy(TRUE, np.full(5, 0.2)):.4f}")
    print("    N   excess, mean (min to max)     (K-1)/2N   infinite without +1")
    for n in (20, 100, 1000, 10_000):
        excess = np.array([kl(TRUE, learn(n, s, 1)) for s in SEEDS])
        plain = sum(learn(n, s, 0).min() == 0 for s in SEEDS)
        print(f"{n:>6}  {excess.mean():.4f} ({excess.min():.4f} to", end=" ")
        print(f"{excess.max():.4f})    {2 / n:.4f}     {plain} of {len(SEEDS)}")


if __name__ == "__main__":
    main()
