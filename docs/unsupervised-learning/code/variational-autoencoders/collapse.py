"""Sweep the weight of the KL term: reconstruction, active units, samples, collapse."""

import numpy as np
from nets import data, forward, left, mlp
from samples import energy_distance
from scratch import kl, loss_and_grads, train

K, VAR, STEPS, SEEDS = 8, 0.05, 600, (1, 2, 3)
BETAS = (0.1, 0.3, 1.0, 3.0, 10.0, 30.0)


# --8<-- [start:measure]
def measure(beta: float, seed: int, warmup: int = 1) -> tuple[float, ...]:
    """Error left in percent, KL in nats, active units, distance of samples."""
    train_x, test_x, _ = data()
    enc, dec = train(train_x, K, VAR, beta, seed, STEPS, warmup)
    out = forward(enc, test_x)[-1]
    mu, logvar = out[:, :K], out[:, K:]  # (397, K) each
    units = [kl(mu[:, [j]], logvar[:, [j]]).mean() for j in range(K)]
    active = sum(unit > 0.05 for unit in units)
    eps = np.random.default_rng(50 + seed).normal(size=(1000, K))
    samples = forward(dec, eps)[-1]
    error = left(test_x, forward(dec, mu)[-1])
    return error, sum(units), active, energy_distance(samples, test_x)


# --8<-- [end:measure]


def sweep() -> np.ndarray:
    """All measurements: (betas, seeds, 4)."""
    return np.array([[measure(beta, seed) for seed in SEEDS] for beta in BETAS])


def spread(values: np.ndarray, digits: int) -> str:
    """Smallest and largest value of the three runs, or one value if they agree."""
    low, high = (f"{v:.{digits}f}" for v in (values.min(), values.max()))
    return low if low == high else f"{low}-{high}"


def main() -> None:
    """Print the ranges over three trainings, and two checks."""
    print("beta: error left in percent, KL in nats, active units, distance of samples")
    for beta, runs in zip(BETAS, sweep(), strict=True):
        shown = (spread(runs[:, i], d) for i, d in enumerate((0, 1, 0, 1)))
        print(f"{beta:g}: " + "; ".join(shown))
    warm = np.array([measure(30.0, seed, warmup=300) for seed in SEEDS])
    print(f"30 after a warm-up of 300 steps: active {spread(warm[:, 2], 0)}")

    rng = np.random.default_rng(0)
    X, eps = rng.random((5, 64)), rng.normal(size=(5, 2))
    enc, dec = mlp([64, 6, 4], rng), mlp([2, 6, 64], rng)
    weighted = loss_and_grads(enc, dec, X, eps, var=0.05, beta=4.0)[2]
    noisier = loss_and_grads(enc, dec, X, eps, var=0.2, beta=1.0)[2]
    same = all(np.allclose(a, 4 * b) for a, b in zip(weighted, noisier, strict=True))
    print(f"gradients for variance 0.05, beta 4 = 4 x those for 0.2, beta 1: {same}")


if __name__ == "__main__":
    main()
