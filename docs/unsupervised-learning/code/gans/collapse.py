"""Mode collapse on the ring: what happens when G moves too often or too rarely."""

import numpy as np
from scratch import coverage, ring, sample, train

SEEDS = range(5)


# --8<-- [start:collapse]
def looks(seed: int, g_steps: int, d_steps: int) -> list[tuple[int, float]]:
    """Coverage after 200, 250 and 300 rounds."""
    game = train(seed, rounds=300, g_steps=g_steps, d_steps=d_steps)
    return [coverage(sample(G)) for t, G in enumerate(game, 1) if t in (200, 250, 300)]


def gaussian(seed: int) -> tuple[int, float]:
    """Baseline without a network: one Gaussian with the data's mean and covariance."""
    rng = np.random.default_rng(seed)
    X = ring(2000, rng)
    return coverage(rng.multivariate_normal(X.mean(axis=0), np.cov(X.T), size=2000))


# --8<-- [end:collapse]


def main() -> None:
    """Count modes for three schedules and for the baseline."""
    rows = [gaussian(seed) for seed in SEEDS]
    print("one Gaussian: modes", [m for m, _ in rows], end="; ")
    print("percent near a mode", [round(good) for _, good in rows])
    for g_steps, d_steps in ((1, 1), (10, 1), (1, 5)):
        runs = [looks(seed, g_steps, d_steps) for seed in SEEDS]
        print(f"{g_steps} G, {d_steps} D: modes at round 200, 250, 300")
        print("   ", [[m for m, _ in run] for run in runs])
        print("    percent near a mode at the end", [round(run[-1][1]) for run in runs])


if __name__ == "__main__":
    main()
