"""Examples a linear model has to see, by the size of the data set."""

import numpy as np
import scratch


# --8<-- [start:large]
def examples_seen(n: int, size: int, rate: float) -> int:
    """Until the error beyond the noise is below 0.05; 20 inputs."""
    rng = np.random.default_rng(0)
    variances, truth = np.geomspace(1, 0.05, 20), np.ones(20)
    x = rng.normal(size=(n, 20)) * np.sqrt(variances)  # (n, 20)
    y = x @ truth + rng.normal(size=n)  # (n,)

    def gradient(w: np.ndarray, rows: np.ndarray) -> np.ndarray:
        return x[rows].T @ (x[rows] @ w - y[rows]) / len(rows)

    path = scratch.descend(np.zeros(20), gradient, n, size, rate, 1000, rng)
    for update, w in enumerate(path, 1):
        if 0.5 * (variances * (w - truth) ** 2).sum() < 0.05:
            return update * size
    raise RuntimeError("not reached")


# --8<-- [end:large]

if __name__ == "__main__":
    print("examples    batch (rate 1)   mini-batch of 32 (rate 0.1)")
    for n in (1_000, 10_000, 100_000):
        batch, mini = examples_seen(n, n, 1.0), examples_seen(n, 32, 0.1)
        print(f"{n:>8,}{batch:>15,}{mini:>15,}")
