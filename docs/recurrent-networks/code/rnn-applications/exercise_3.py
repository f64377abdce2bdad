"""Exercise 3: one step at a time with feedback, or all 24 hours at once."""

import numpy as np
from forecasting import AHEAD, TRAIN_DAYS, WINDOW, linear, series, windows


def recursive(x: np.ndarray, target: np.ndarray, new: np.ndarray) -> np.ndarray:
    """Fit one hour ahead, then feed each forecast back as the newest input."""
    rows = np.hstack([new, np.zeros((len(new), AHEAD))])  # (N, WINDOW + AHEAD)
    for k in range(AHEAD):
        guess = linear(x, target[:, :1], rows[:, k : k + WINDOW])  # (N, 1)
        rows[:, WINDOW + k] = guess[:, 0]
    return rows[:, WINDOW:]


if __name__ == "__main__":
    print("mean absolute error by hours ahead, mean of 3 series")
    errors: dict[str, list] = {"direct": [], "recursive": []}
    for seed in range(3):
        y = series(seed)
        x, target = windows(y, 0, 24 * TRAIN_DAYS)
        new, truth = windows(y, 24 * TRAIN_DAYS, y.size)
        for name, guess in (
            ("direct", linear(x, target, new)),
            ("recursive", recursive(x, target, new)),
        ):
            errors[name].append(np.abs(guess - truth).mean(axis=0))
    for name, each in errors.items():
        mean = np.mean(each, axis=0)
        cells = "  ".join(f"{h} h {mean[h - 1]:.2f}" for h in (1, 6, 12, 24))
        print(f"{name:<9} {cells}  all {mean.mean():.2f}")
