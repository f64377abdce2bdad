"""A power law whose exponent can be derived: rare facts are learned late."""

from __future__ import annotations

import numpy as np

FACTS = 200_000  # facts, numbered by how common they are
SIZES = np.array([100, 300, 1_000, 3_000, 10_000, 30_000])
SEEDS = 5


# --8<-- [start:miniature]
def unseen_share(tokens: int, a: float, rng: np.random.Generator) -> float:
    """Error of a learner that knows exactly the facts it has met once.

    Fact k turns up with probability proportional to k^-(1 + a).
    """
    p = np.arange(1, FACTS + 1) ** -(1 + a)
    p /= p.sum()
    met = rng.choice(FACTS, size=tokens, p=p)  # training text
    return float(1 - p[np.unique(met)].sum())  # share of new text that is unknown


def fit(x: np.ndarray, y: np.ndarray) -> tuple[float, float]:
    """ln y = ln c - alpha ln x by least squares: returns alpha and c."""
    slope, intercept = np.polyfit(np.log(x), np.log(y), 1)
    return -slope, float(np.exp(intercept))


# --8<-- [end:miniature]

if __name__ == "__main__":
    print("  a  derived exponent  fitted, mean and range of 5 seeds")
    for a in (0.5, 1.0):
        alphas, curves = [], []
        for seed in range(SEEDS):
            rng = np.random.default_rng(seed)
            y = np.array([unseen_share(int(d), a, rng) for d in SIZES])
            alphas.append(fit(SIZES, y)[0])
            curves.append(y)
        mean = np.mean(curves, axis=0)
        print(
            f"{a:3}  {a / (1 + a):16.2f}  {np.mean(alphas):.2f} "
            f"({min(alphas):.2f} to {max(alphas):.2f})"
        )
        print("     error:", *(f"{v:.4f}" for v in mean))
        last = np.mean([fit(SIZES[:4], y[:4])[0] for y in curves])
        guess = np.mean([fit(SIZES[:4], y[:4])[1] for y in curves]) * SIZES[-1] ** -last
        print(f"     error at 30000 predicted from the first four: {guess:.3f}")
