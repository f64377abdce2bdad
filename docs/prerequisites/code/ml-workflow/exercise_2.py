"""Exercise 2: a split that keeps the share of each class."""

import numpy as np


def stratified(y: np.ndarray, share: float, rng: np.random.Generator) -> np.ndarray:
    """Row numbers of a held-out part with `share` of the rows of every class."""
    parts = []
    for label in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == label))
        parts.append(rows[: round(share * len(rows))])
    return np.sort(np.concatenate(parts))


y = np.repeat([1, 0], [10, 190])
plain = [
    int(y[np.random.default_rng(s).permutation(200)[:40]].sum()) for s in range(1000)
]
held_out = [stratified(y, 0.2, np.random.default_rng(s)) for s in range(1000)]
print(f"plain: {min(plain)} to {max(plain)} ill people in 40 rows,", end=" ")
print(f"none at all in {plain.count(0)} of 1000 splits")
print("stratified:", {int(y[rows].sum()) for rows in held_out}, "ill people")
assert all(len(rows) == 40 and y[rows].sum() == 2 for rows in held_out)
