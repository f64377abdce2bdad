"""Mistakes of the perceptron rule on separable data, by margin."""

import numpy as np

SEEDS, N = 20, 200
MARGINS = (0.2, 0.1, 0.05, 0.02, 0.01)


# --8<-- [start:margin]
def data(seed: int, gamma: float) -> tuple[np.ndarray, np.ndarray]:
    """Rows (x, 1) with labels +-1, all at least gamma from a hidden border."""
    rng = np.random.default_rng(seed)
    u = rng.normal(size=3)
    u = np.append(u[:2], 0.3 * u[2])
    u = u / np.linalg.norm(u)  # the hidden solution (w, b)
    x = np.column_stack([rng.uniform(-1, 1, (40 * N, 2)), np.ones(40 * N)])
    x = x[np.abs(x @ u) >= gamma][:N]  # (N, 3)
    return x, np.sign(x @ u)


def mistakes(x: np.ndarray, y: np.ndarray) -> int:
    """All corrections until one epoch passes without any."""
    theta, total, before = np.zeros(3), 0, -1
    while total > before:
        before = total
        for x_i, y_i in zip(x, y, strict=True):
            if y_i * (x_i @ theta) <= 0:
                theta, total = theta + y_i * x_i, total + 1
    return total


# --8<-- [end:margin]


def measure(gamma: float) -> tuple[np.ndarray, float]:
    """Corrections for each seed, and the mean bound (R / gamma)^2."""
    sets = [data(seed, gamma) for seed in range(SEEDS)]
    bounds = [(x**2).sum(axis=1).max() / gamma**2 for x, _ in sets]
    counts = np.array([mistakes(x, y) for x, y in sets])
    assert (counts <= np.array(bounds)).all()
    return counts, float(np.mean(bounds))


if __name__ == "__main__":
    print("margin  corrections: mean (min to max) of 20 data sets   bound, mean")
    for gamma in MARGINS:
        counts, bound = measure(gamma)
        print(f"{gamma:<7} {counts.mean():6.0f} ", end="")
        print(f"({counts.min()} to {counts.max()}){bound:25.0f}")
