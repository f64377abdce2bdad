"""Exercise 3: the same comparison on a series that does not drift away."""

import leakage
import numpy as np
from scratch import windows


def stationary(seed: int, phi: float = 0.98) -> np.ndarray:
    """y_t = phi y_{t-1} + noise: always pulled back to zero."""
    noise = np.random.default_rng(seed).normal(size=leakage.STEPS)
    series = np.zeros(leakage.STEPS)
    for t in range(1, leakage.STEPS):
        series[t] = phi * series[t - 1] + noise[t]
    return series


def main() -> None:
    """Print errors by split and model, median of 10 series."""
    phi, h = 0.98, leakage.HORIZON
    rows: dict[tuple[str, str], list[float]] = {}
    for seed in range(leakage.SEEDS):
        x, y = windows(stationary(seed), leakage.WIDTH, h)
        for kind in ("random", "chronological"):
            train, test = leakage.split(kind, len(x), seed)
            forecasts = {
                "nearest": leakage.nearest(x[train], y[train], x[test]),
                "linear": leakage.least_squares(x[train], y[train], x[test]),
                "last value": x[test, -1],
                "mean": np.full(len(test), y[train].mean()),
            }
            for name, forecast in forecasts.items():
                gap = float(np.abs(forecast - y[test]).mean())
                rows.setdefault((kind, name), []).append(gap)
    for (kind, name), v in rows.items():
        print(
            f"{kind:<14} {name:<11} {np.median(v):.1f} ({min(v):.1f} to {max(v):.1f})"
        )
    spread = np.sqrt((1 - phi ** (2 * h)) / (1 - phi**2))
    print(f"expected error of the best forecast: {spread * np.sqrt(2 / np.pi):.2f}")


if __name__ == "__main__":
    main()
