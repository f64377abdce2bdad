"""Exercise 2: dropout keeps the mean of a sum and adds variance."""

import numpy as np
from scratch import dropout


def main() -> None:
    """Compare formula and simulation for one unit with four inputs."""
    a, w, keep = np.array([1.0, 2.0, 3.0, 4.0]), np.array([0.5, -1.0, 0.5, 1.0]), 0.5
    z = a @ w
    variance = (1 - keep) / keep * ((a * w) ** 2).sum()
    print(f"without dropout {z:.1f}; variance by formula {variance:.2f}")
    rng = np.random.default_rng(0)
    samples = dropout(np.tile(a, (400_000, 1)), keep, rng) @ w
    print(f"simulation: mean {samples.mean():.1f}, variance {samples.var():.1f}")
    assert abs(samples.mean() - z) < 0.03
    assert abs(samples.var() - variance) < 0.15


if __name__ == "__main__":
    main()
