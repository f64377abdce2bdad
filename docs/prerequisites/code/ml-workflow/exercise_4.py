"""Exercise 4: the best of many coins."""

import numpy as np

ROWS, REPEATS = 100, 200
rng = np.random.default_rng(0)
print("models  validation of the best  its test   (%, mean of 200 repetitions)")
for models in (1, 10, 100, 1000):
    valid = rng.binomial(ROWS, 0.5, (REPEATS, models))  # right answers of each coin
    test = rng.binomial(ROWS, 0.5, (REPEATS, models))
    best = valid.argmax(axis=1)
    rows = np.arange(REPEATS)
    print(f"{models:>6}{valid[rows, best].mean():18.1f}{test[rows, best].mean():14.1f}")
