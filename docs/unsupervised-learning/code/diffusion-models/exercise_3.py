"""Exercise 3: classifier-free guidance with exact predictors, in one dimension."""

import numpy as np
from schedules import cosine

CENTERS, S = np.array([-1.0, 1.0]), 0.5  # two classes, equally frequent


def predictors(x: np.ndarray, bar: float) -> tuple[np.ndarray, np.ndarray]:
    """Exact noise predictions for class 1 and without a class."""
    var = bar * S**2 + 1 - bar
    gap = x[:, None] - np.sqrt(bar) * CENTERS  # (N, 2)
    each = np.sqrt(1 - bar) * gap / var  # the noise, if the class were known
    weight = np.exp(-(gap**2) / (2 * var))
    weight /= weight.sum(axis=1, keepdims=True)  # probability of the class given x
    return each[:, 1], (weight * each).sum(axis=1)


def guided(w: float, T: int = 500) -> np.ndarray:
    """DDIM from 1,000 evenly spaced quantiles of the start distribution."""
    bar = np.concatenate([[1], cosine(T)])
    bar = np.maximum(bar, 1e-4)  # a little signal is left at the start
    x = np.sort(np.random.default_rng(0).normal(size=100_000))[50::100]
    for t in range(T, 0, -1):
        cond, free = predictors(x, bar[t])
        eps = free + w * (cond - free)
        clean = (x - np.sqrt(1 - bar[t]) * eps) / np.sqrt(bar[t])
        x = np.sqrt(bar[t - 1]) * clean + np.sqrt(1 - bar[t - 1]) * eps
    return x


if __name__ == "__main__":
    print("w: mean, standard deviation, share below 0")
    for w in (0, 1, 2, 4, 8):
        x = guided(w)
        mean = round(x.mean(), 2) + 0.0  # no negative zero
        print(f"{w}: {mean:.2f}, {x.std():.2f}, {100 * (x < 0).mean():.0f}%")
