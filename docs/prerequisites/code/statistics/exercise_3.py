"""A paired test by sign flips, and an unpaired one by regrouping, both exact."""

from itertools import combinations
from math import sqrt

import numpy as np
from scratch import show, sign_flip_p, standard_error, variance

PAIRS = np.array([0.5, 0.9, -0.1, 0.7])
A, B = np.array([91.0, 93, 94]), np.array([88.0, 89, 92])


def regroup_p(a: np.ndarray, b: np.ndarray) -> tuple[int, int]:
    """How many regroupings have a gap as large, and how many there are."""
    pool, gap, hits, total = np.concatenate([a, b]), abs(a.mean() - b.mean()), 0, 0
    for chosen in combinations(range(len(pool)), len(a)):
        rest = np.delete(pool, chosen)
        hits += abs(pool[list(chosen)].mean() - rest.mean()) >= gap - 1e-12
        total += 1
    return int(hits), total


if __name__ == "__main__":
    se = standard_error(PAIRS)
    show("(a) mean, sd, se", PAIRS.mean(), sqrt(variance(PAIRS)), se)
    half = 3.182 * se  # Student's t with 3 degrees of freedom
    show("    interval", PAIRS.mean() - half, PAIRS.mean() + half)
    show("    p", sign_flip_p(PAIRS))
    hits, total = regroup_p(A, B)
    print(
        f"(b) gap {A.mean() - B.mean():.1f}: {hits} of {total}, p = {hits / total:.1f}"
    )
