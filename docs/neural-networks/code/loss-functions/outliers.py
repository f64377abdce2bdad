"""A line fitted with three losses, without and with wild targets."""

import numpy as np

SEEDS, N = 20, 100


# --8<-- [start:outliers]
def data(seed: int, share: float) -> tuple[np.ndarray, np.ndarray]:
    """Targets 2x + 1 with noise 0.5; a share of them lifted by 20."""
    rng = np.random.default_rng(seed)
    x = rng.uniform(-2, 2, N)
    y = 2 * x + 1 + rng.normal(0, 0.5, N)
    y[rng.permutation(N)[: round(share * N)]] += 20  # wild targets
    return np.column_stack([x, np.ones(N)]), y  # (N, 2), (N,)


def fit(x: np.ndarray, y: np.ndarray, delta: float) -> np.ndarray:
    """Huber fit by repeated weighted least squares.

    A large delta gives squared error, a tiny one absolute error.
    """
    theta = np.linalg.lstsq(x, y, rcond=None)[0]
    for _ in range(300):
        size = np.abs(x @ theta - y)
        weight = np.minimum(1, delta / np.maximum(size, 1e-12))  # (N,)
        root = np.sqrt(weight)[:, None]
        theta = np.linalg.lstsq(root * x, root[:, 0] * y, rcond=None)[0]
    return theta


# --8<-- [end:outliers]


def errors(delta: float, share: float) -> np.ndarray:
    """RMS distance from the true line on [-2, 2], one per seed."""
    grid = np.column_stack([np.linspace(-2, 2, 41), np.ones(41)])
    true = np.array([2.0, 1.0])
    out = []
    for seed in range(SEEDS):
        x, y = data(seed, share)
        theta = np.array([0, y.mean()]) if delta == 0 else fit(x, y, delta)
        out.append(np.sqrt(((grid @ (theta - true)) ** 2).mean()))
    return np.array(out)


if __name__ == "__main__":
    print("RMS error of the fitted line, mean (smallest to largest) of 20 data sets")
    names = {0.0: "mean", 1e9: "squared", 1e-4: "absolute", 0.5: "Huber 0.5"}
    for share in (0.0, 0.05, 0.2):
        for delta, name in names.items():
            e = errors(delta, share)
            print(f"wild {share:4.0%}  {name:<10}", end="")
            print(f"{e.mean():6.2f}  ({e.min():.2f} to {e.max():.2f})")
