"""Random and chronological splits of a time series, beside a naive forecast."""

from functools import cache

import numpy as np
from scratch import chronological, windows

Array = np.ndarray
STEPS, WIDTH, HORIZON, SEEDS = 2000, 30, 20, 10


def random_walk(seed: int) -> Array:
    """A series whose best forecast is its last value, (STEPS,)."""
    return np.random.default_rng(seed).normal(size=STEPS).cumsum()


def nearest(x: Array, y: Array, x_new: Array, neighbors: int = 2) -> Array:
    """Mean target of the nearest training windows, (len(x_new),)."""
    gaps = (x_new**2).sum(1)[:, None] - 2 * x_new @ x.T + (x**2).sum(1)
    return y[np.argsort(gaps, axis=1, kind="stable")[:, :neighbors]].mean(axis=1)


def least_squares(x: Array, y: Array, x_new: Array) -> Array:
    """Linear forecast from the window, (len(x_new),)."""
    ones, ones_new = np.ones((len(x), 1)), np.ones((len(x_new), 1))
    w = np.linalg.lstsq(np.hstack([x, ones]), y, rcond=None)[0]
    return np.hstack([x_new, ones_new]) @ w


def split(kind: str, count: int, seed: int) -> tuple[Array, Array]:
    """Training and test indices of the windows."""
    if kind == "random":
        order = np.random.default_rng(1000 + seed).permutation(count)
        return order[: int(0.7 * count)], order[int(0.7 * count) :]
    return chronological(count, 0.7, gap=WIDTH + HORIZON - 1)


# --8<-- [start:score]
def errors(seed: int) -> dict[tuple[str, str], float]:
    """Mean absolute error by split and model, for one random walk."""
    x, y = windows(random_walk(seed), WIDTH, HORIZON)
    scores = {}
    for kind in ("random", "chronological"):
        train, test = split(kind, len(x), seed)
        for name, model in (("nearest", nearest), ("linear", least_squares)):
            forecast = model(x[train], y[train], x[test])
            scores[kind, name] = float(np.abs(forecast - y[test]).mean())
        naive = x[test, -1]  # the last value that is known
        scores[kind, "last value"] = float(np.abs(naive - y[test]).mean())
    return scores


# --8<-- [end:score]


@cache
def results() -> dict[tuple[str, str], Array]:
    """Errors (SEEDS,) by split and model."""
    runs = [errors(seed) for seed in range(SEEDS)]
    return {key: np.array([r[key] for r in runs]) for key in runs[0]}


if __name__ == "__main__":
    print(f"random walks of {STEPS} steps, window {WIDTH}, forecast {HORIZON} ahead")
    print("mean absolute error: median of 10 series (lowest to highest)")
    for (kind, name), v in results().items():
        low, high = v.min(), v.max()
        print(f"  {kind:<14} {name:<11} {np.median(v):.1f} ({low:.1f} to {high:.1f})")
    best = np.sqrt(2 * HORIZON / np.pi)
    print(f"  no honest forecast can have an expected error below {best:.2f}")
    r = results()
    worse = (r["chronological", "nearest"] > r["chronological", "last value"]).sum()
    better = (r["random", "nearest"] < r["random", "last value"]).sum()
    print(f"  nearest beats last value: random split {better} of 10,", end=" ")
    print(f"chronological {10 - worse} of 10")
