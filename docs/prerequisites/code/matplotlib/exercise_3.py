"""Exercise 3: smoothing a noisy curve; what it gives and what it costs."""

import numpy as np


# --8<-- [start:smooth]
def smooth(values: np.ndarray, beta: float, correct: bool = True) -> np.ndarray:
    """Exponential moving average, s = beta s + (1 - beta) v, starting at 0."""
    s, result = 0.0, []
    for t, value in enumerate(values, 1):
        s = beta * s + (1 - beta) * value
        result.append(s / (1 - beta**t) if correct else s)  # weights sum to 1
    return np.array(result)


# --8<-- [end:smooth]


def main() -> None:
    """A known curve with noise, ten seeds."""
    t = np.arange(1, 201)
    truth = 0.5 + np.exp(-t / 30)
    print("one value, 1.47: beta 0.9 without correction", end=" ")
    first = np.array([1.47, 1.40])
    print([f"{v:.3f}" for v in smooth(first, 0.9, correct=False)], end=", with ")
    print([f"{v:.3f}" for v in smooth(first, 0.9)])
    for beta in (0.0, 0.8, 0.9, 0.98):
        errors, lags = [], []
        for seed in range(10):
            noisy = truth + np.random.default_rng(seed).normal(scale=0.2, size=200)
            s = smooth(noisy, beta)
            errors.append(np.sqrt(np.mean((s - truth) ** 2)))
            lags.append(np.mean((s - truth)[20:60]))
        print(f"beta {beta:4}: error {np.mean(errors):.3f} "
              f"({min(errors):.3f} to {max(errors):.3f}), "
              f"too high by {np.mean(lags):.2f} in steps 21 to 60")  # fmt: skip


if __name__ == "__main__":
    main()
