"""Forecasts of an hourly series up to 24 hours ahead: four methods, one split."""

import numpy as np
import torch
from torch import nn

torch.set_num_threads(1)
DAYS, TRAIN_DAYS, WINDOW, AHEAD = 150, 110, 48, 24
STEPS = 100


# --8<-- [start:series]
def series(seed: int, days: int = DAYS) -> np.ndarray:
    """Hourly values: a daily wave, a slow drift and noise, shape (24 * days,)."""
    rng = np.random.default_rng(seed)
    hours = np.arange(24 * days)
    drift = np.cumsum(rng.normal(size=hours.size)) * 0.1
    noise = 0.5 * rng.normal(size=hours.size)
    return 5 * np.sin(2 * np.pi * hours / 24) + drift + noise


def windows(y: np.ndarray, start: int, stop: int) -> tuple[np.ndarray, np.ndarray]:
    """Inputs (N, WINDOW) and the AHEAD values after each; all inside y[start:stop]."""
    ends = np.arange(start + WINDOW, stop - AHEAD + 1)
    x = np.stack([y[e - WINDOW : e] for e in ends])
    return x, np.stack([y[e : e + AHEAD] for e in ends])


# --8<-- [end:series]


# --8<-- [start:baselines]
def last_value(x: np.ndarray) -> np.ndarray:
    """Repeat the last known value."""
    return np.repeat(x[:, -1:], AHEAD, axis=1)  # (N, AHEAD)


def seasonal_naive(x: np.ndarray) -> np.ndarray:
    """Repeat the last 24 hours."""
    return x[:, -24:]  # (N, AHEAD), as AHEAD is one season


def linear(x: np.ndarray, target: np.ndarray, new: np.ndarray) -> np.ndarray:
    """Least squares from the window to all 24 values at once."""
    add_one = lambda a: np.hstack([a, np.ones((len(a), 1))])  # noqa: E731
    weights = np.linalg.lstsq(add_one(x), target, rcond=None)[0]  # (WINDOW + 1, AHEAD)
    return add_one(new) @ weights


# --8<-- [end:baselines]


# --8<-- [start:gru]
class Forecaster(nn.Module):
    """GRU over the window; the last state gives all 24 values."""

    def __init__(self, h: int = 16) -> None:
        super().__init__()
        self.gru = nn.GRU(1, h, batch_first=True)
        self.out = nn.Linear(h, AHEAD)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """x (N, WINDOW) to forecasts (N, AHEAD)."""
        return self.out(self.gru(x[..., None])[0][:, -1])


def gru_forecast(
    x: np.ndarray, target: np.ndarray, new: np.ndarray, seed: int
) -> np.ndarray:
    """Train on windows less the mean of their last day; add that mean back."""

    def prepare(a: np.ndarray) -> tuple[torch.Tensor, np.ndarray]:
        base = a[:, -24:].mean(axis=1, keepdims=True)  # known at forecast time
        return torch.tensor((a - base) / 4), base

    inputs, base = prepare(x)
    goal = torch.tensor(target - base)
    torch.manual_seed(seed)
    model = Forecaster().double()  # the same digits on every processor
    optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
    draw = torch.Generator().manual_seed(seed)
    for _ in range(STEPS):
        rows = torch.randint(len(inputs), (32,), generator=draw)
        loss = nn.functional.l1_loss(model(inputs[rows]), goal[rows])
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
    inputs, base = prepare(new)
    with torch.no_grad():
        return base + model(inputs).numpy()


# --8<-- [end:gru]


def main() -> None:
    """Mean absolute error on the last days, by hours ahead."""
    hours = (1, 3, 6, 12, 18, 24)
    rows: dict[str, list] = {}
    for seed in range(3):
        y = series(seed)
        x, target = windows(y, 0, 24 * TRAIN_DAYS)
        new, truth = windows(y, 24 * TRAIN_DAYS, y.size)
        guesses = {
            "last value": last_value(new),
            "same hour yesterday": seasonal_naive(new),
            "linear, 48 inputs": linear(x, target, new),
            "GRU": gru_forecast(x, target, new, seed),
        }
        for name, guess in guesses.items():
            rows.setdefault(name, []).append(np.abs(guess - truth).mean(axis=0))
    print("mean absolute error, mean of 3 series and seeds, by hours ahead")
    print(" " * 21 + "".join(f"{h:>6}" for h in hours) + "   all (range)")
    for name, errors in rows.items():
        mean = np.mean(errors, axis=0)
        each = np.mean(errors, axis=1)
        line = "".join(f"{mean[h - 1]:6.2f}" for h in hours)
        print(
            f"{name:<21}{line}  {mean.mean():.2f} ({each.min():.2f}-{each.max():.2f})"
        )


if __name__ == "__main__":
    main()
