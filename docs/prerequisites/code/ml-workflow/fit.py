"""Too simple, too flexible: polynomials on noisy points of a sine curve."""

from functools import cache

import numpy as np

SEEDS = 200
DEGREES = range(12)


def errors(degree: int, seed: int, size: int = 15) -> tuple[float, float]:
    """Mean squared error on `size` training points and on 200 new ones."""
    rng = np.random.default_rng(seed)

    def measure(n: int) -> tuple[np.ndarray, np.ndarray]:
        x = np.linspace(-1, 1, n)
        return x, np.sin(3 * x) + rng.normal(0, 0.3, n)

    train, new = measure(size), measure(200)
    model = np.polynomial.Polynomial.fit(*train, degree)
    first, second = (float(((model(x) - y) ** 2).mean()) for x, y in (train, new))
    return first, second


@cache
def curve() -> np.ndarray:
    """(degrees, seeds, 2) errors."""
    return np.array([[errors(d, s) for s in range(SEEDS)] for d in DEGREES])


if __name__ == "__main__":
    print(
        "degree  training  new data  quartiles of new data  (median of 200 data sets)"
    )
    for degree in DEGREES:
        train, new = curve()[degree].T
        low, high = np.percentile(new, [25, 75])
        print(
            f"{degree:>6}{np.median(train):10.2f}{np.median(new):10.2f}"
            f"{low:14.2f} to {high:.2f}"
        )
    print(f"variance of the noise: {0.3**2:.2f}")
