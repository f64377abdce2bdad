"""Linear regression with 60 features and 50 examples: L1 or L2?"""

import numpy as np
from scratch import l1_step, l2_step

SEEDS = range(10)
STRENGTHS = (0.01, 0.03, 0.1, 0.2, 0.3, 0.5, 1.0)


def fit(x: np.ndarray, y: np.ndarray, step, lam: float) -> np.ndarray:
    """2,000 steps on half the mean squared error from w = 0."""
    eta = 1 / np.linalg.eigvalsh(x.T @ x / len(x)).max() / (1 + lam)
    w = np.zeros(x.shape[1])
    for _ in range(2000):
        w = step(w, x.T @ (x @ w - y) / len(x), eta, lam)
    return w


def compare(seed: int, real: int) -> dict[str, tuple[float, int]]:
    """Test error and number of nonzero weights; `real` features matter."""
    rng = np.random.default_rng(seed)
    w = np.zeros(60)
    w[:real] = rng.choice([-1, 1], real) * (5 / real) ** 0.5
    x = rng.normal(size=(1100, 60))
    y = x @ w + rng.normal(size=1100)  # noise variance 1
    train, valid, test = slice(0, 50), slice(50, 100), slice(100, 1100)

    def error(v: np.ndarray, part: slice) -> float:
        return float(((x[part] @ v - y[part]) ** 2).mean())

    found = {}
    for name, step, grid in (
        ("none", l2_step, (0.0,)),
        ("L1", l1_step, STRENGTHS),
        ("L2", l2_step, STRENGTHS),
    ):
        fits = [fit(x[train], y[train], step, lam) for lam in grid]
        best = min(fits, key=lambda v: error(v, valid))
        found[name] = (error(best, test), int((best != 0).sum()))
    return found


if __name__ == "__main__":
    print("test error (the noise alone: 1), strength chosen on 50 validation rows")
    for real in (5, 60):
        runs = [compare(seed, real) for seed in SEEDS]
        print(f"{real} of 60 features matter")
        for name in runs[0]:
            errors = np.array([run[name][0] for run in runs])
            count = np.mean([run[name][1] for run in runs])
            print(
                f"  {name:<6}{errors.mean():5.1f} +- {errors.std(ddof=1):.1f}"
                f"  {errors.min():.1f} to {errors.max():.1f},"
                f" nonzero weights {count:.0f}"
            )
        wins = sum(run["L1"][0] < run["L2"][0] for run in runs)
        print(f"  L1 better than L2 in {wins} of 10")
