"""A sparse autoencoder: twice as many code units as pixels, few of them active."""

import numpy as np
from scratch import adam, data, left, mlp


# --8<-- [start:sparse]
def train_sparse(X: np.ndarray, units: int, penalty: float) -> list[np.ndarray]:
    """Train 64 - units (ReLU) - 64 with an L1 penalty on the code."""
    rng = np.random.default_rng(5)
    params = mlp([64, units], rng) + mlp([units, 64], rng)
    W, b, D, c = params
    step = adam(params)
    for t in range(1, 1001):
        batch = X[rng.integers(len(X), size=200)]
        H = np.maximum(batch @ W + b, 0)  # the code, (N, units)
        G = (H @ D + c - batch) / len(batch)
        G_H = (G @ D.T + penalty / len(batch)) * (H > 0)  # L1 adds a constant pull
        step([batch.T @ G_H, G_H.sum(axis=0), H.T @ G, G.sum(axis=0)], t)
        D /= np.linalg.norm(D, axis=1, keepdims=True)  # else H shrinks and D grows
    return params


# --8<-- [end:sparse]


def main() -> None:
    """Trade reconstruction against the number of active units."""
    train_x, test_x, _ = data()
    for penalty in (0.0, 0.02, 0.1):
        W, b, D, c = train_sparse(train_x, 128, penalty)
        H = np.maximum(test_x @ W + b, 0)
        active = (H > 0).sum(axis=1).mean()
        print(
            f"penalty {penalty}: {active:.0f} of 128 units active, "
            f"error left {left(test_x, H @ D + c):.1f} percent"
        )


if __name__ == "__main__":
    main()
