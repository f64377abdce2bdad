"""Exercise 2: how well the rest determines what is hidden, for two sequences."""

import numpy as np


def left(rho: float, ratio: float, T: int = 40, draws: int = 40) -> float:
    """Best possible error on hidden places, in percent of the variance."""
    rng = np.random.default_rng(0)
    C = rho ** np.abs(np.arange(T)[:, None] - np.arange(T))  # covariance, variance 1
    values = []
    for _ in range(draws):
        hidden = np.zeros(T, dtype=bool)
        hidden[rng.choice(T, size=round(ratio * T), replace=False)] = True
        H, V = C[np.ix_(hidden, hidden)], C[np.ix_(~hidden, ~hidden)]
        cross = C[np.ix_(hidden, ~hidden)]
        rest = H - cross @ np.linalg.solve(V, cross.T)  # conditional covariance
        values.append(np.trace(rest) / hidden.sum())
    return 100 * float(np.mean(values))


print("error left in percent when 15, 50, 75 and 90 percent are hidden:")
for rho, name in ((0.95, "smooth, neighbors correlate 0.95"), (0.5, "rough, 0.50")):
    print(f"{name}:", *(f"{left(rho, r):.0f}" for r in (0.15, 0.5, 0.75, 0.9)))
