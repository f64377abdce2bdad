"""Exercise 3: gradients of two half batches are not the gradient of the batch."""

import numpy as np


def parts(
    rng: np.random.Generator, long: int, short: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Logistic model on real steps: inputs (n, 3), targets (n,), half of each step."""
    half = np.repeat([0, 1], [long, short])
    x = rng.normal(size=(long + short, 3)) + 0.5 * half[:, None]
    return x, (rng.random(long + short) < 0.5).astype(float), half


def gradient(w: np.ndarray, x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Sum, not mean, over the steps of the gradient of the cross-entropy."""
    return x.T @ (1.0 / (1.0 + np.exp(-x @ w)) - y)


def main() -> None:
    """Compare accumulation by means with division by the total count."""
    w = np.array([0.5, -0.5, 0.2])
    for long, short in ((50, 50), (90, 10), (98, 2)):
        gaps, fixed = [], []
        for seed in range(50):
            x, y, half = parts(np.random.default_rng(seed), long, short)
            right = gradient(w, x, y) / len(y)
            sums = [gradient(w, x[half == k], y[half == k]) for k in (0, 1)]
            by_means = (sums[0] / long + sums[1] / short) / 2
            by_count = (sums[0] + sums[1]) / (long + short)
            size = np.linalg.norm(right)
            gaps.append(np.linalg.norm(by_means - right) / size)
            fixed.append(np.linalg.norm(by_count - right) / size)
        assert max(fixed) < 1e-12
        print(
            f"real steps {long} + {short}: by means off by {np.median(gaps):.0%}",
            end="",
        )
        print(", by count exact")


if __name__ == "__main__":
    main()
