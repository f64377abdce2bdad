"""Perplexity by hand, baselines of an hourly series, and a leaking split."""

import numpy as np


def series(rng: np.random.Generator, days: int) -> np.ndarray:
    """Hourly values: a daily wave, a slow drift and noise, shape (24 * days,)."""
    hours = np.arange(24 * days)
    drift = np.cumsum(rng.normal(size=hours.size)) * 0.1
    noise = 0.5 * rng.normal(size=hours.size)
    return 5 * np.sin(2 * np.pi * hours / 24) + drift + noise


def mae(guess: np.ndarray, truth: np.ndarray) -> float:
    """Mean absolute error."""
    return float(np.abs(guess - truth).mean())


def nearest(train: np.ndarray, test: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Predict y at each test time by the value at the nearest training time."""
    return y[train[np.abs(test[:, None] - train[None]).argmin(axis=1)]]


def main() -> None:
    """Print and assert the numbers of the page."""
    p = np.array([0.25, 0.5, 0.125, 0.5])
    loss = float(-np.log(p).mean())
    print(f"mean loss {loss:.4f}, perplexity {np.exp(loss):.4f}")

    y = series(np.random.default_rng(0), 120)
    test = np.arange(24 * 90, y.size)  # the last 30 days
    average = np.full(test.size, y[: 24 * 90].mean())
    print("6 hours ahead, mean absolute error:")
    print(f"  mean of the past    {mae(average, y[test]):.2f}")
    print(f"  last known value    {mae(y[test - 6], y[test]):.2f}")
    print(f"  same hour yesterday {mae(y[test - 24], y[test]):.2f}")

    order = np.random.default_rng(1).permutation(y.size)
    mixed_train, mixed_test = order[: 24 * 90], order[24 * 90 :]
    past, future = np.arange(24 * 90), np.arange(24 * 90, y.size)
    leaked = mae(nearest(mixed_train, mixed_test, y), y[mixed_test])
    honest = mae(nearest(past, future, y), y[future])
    print(f"nearest known hour, shuffled split {leaked:.2f}, in time {honest:.2f}")
    beside = np.isin(mixed_test - 1, mixed_train) | np.isin(mixed_test + 1, mixed_train)
    print(f"shuffled: a training hour beside {beside.mean():.0%} of the test hours")


if __name__ == "__main__":
    main()
