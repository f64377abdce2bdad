"""A search space, a Gaussian process with expected improvement, successive halving."""

import math

import numpy as np

Array = np.ndarray


# --8<-- [start:space]
def decode(u: Array) -> dict:
    """A point of the unit cube (4,) to a setting."""
    return {
        "rate": float(10 ** (-3 + 3.5 * u[0])),  # 0.001 to 3.2
        "batch": round(2 ** (3 + 4 * u[1])),  # 8 to 128
        "width": round(2 ** (3 + 4 * u[2])),  # 8 to 128
        "depth": 1 + int(2.999 * u[3]),  # 1, 2 or 3 hidden layers
    }


# --8<-- [end:space]


# --8<-- [start:gp]
def kernel(a: Array, b: Array, length: float) -> Array:
    """Similarity (n, m) of points (n, d) and (m, d)."""
    square = ((a[:, None] - b[None]) ** 2).sum(-1)
    return np.exp(-square / (2 * length**2))


def posterior(
    x: Array, y: Array, new: Array, length: float = 0.4, noise: float = 0.1
) -> tuple[Array, Array]:
    """Mean and standard deviation (m,) at new points (m, d)."""
    k = kernel(x, x, length) + noise**2 * np.eye(len(x))  # (n, n)
    k_new = kernel(x, new, length)  # (n, m)
    solved = np.linalg.solve(k, k_new)  # (n, m)
    variance = 1 - (k_new * solved).sum(0)
    return solved.T @ y, np.sqrt(np.maximum(variance, 1e-12))


def pdf(z: Array) -> Array:
    """Density of the standard normal distribution."""
    return np.exp(-(z**2) / 2) / np.sqrt(2 * np.pi)


def cdf(z: Array) -> Array:
    """Probability that a standard normal number is below z."""
    return 0.5 * (1 + np.vectorize(math.erf)(z / np.sqrt(2)))


def improvement(mean: Array, std: Array, best: float) -> Array:
    """Expected improvement over the best score so far."""
    z = (mean - best) / std
    return std * (z * cdf(z) + pdf(z))


def suggest(x: Array, scores: Array, candidates: Array) -> int:
    """Index of the candidate to try next."""
    y = -np.log(1.005 - scores)  # spreads the scores near 1
    y = (y - y.mean()) / (y.std() + 1e-9)
    mean, std = posterior(x, y, candidates)
    return int(improvement(mean, std, y.max()).argmax())


# --8<-- [end:gp]


# --8<-- [start:halving]
def halving(curves: Array, rungs: tuple[int, ...] = (1, 3, 9)) -> int:
    """Winner among rows of scores per epoch; a third survives each rung."""
    alive = np.arange(len(curves))
    for epochs in rungs:
        order = np.argsort(-curves[alive, epochs - 1], kind="stable")
        alive = alive[order[: max(1, len(alive) // 3)]]
    return int(alive[0])


# --8<-- [end:halving]


def expected_maximum(n: int) -> float:
    """Mean of the largest of n standard normal numbers."""
    x = np.linspace(-8, 8, 4001)
    return float((x * n * pdf(x) * cdf(x) ** (n - 1)).sum() * (x[1] - x[0]))


def show(label: str, *values: float) -> None:
    """One line of numbers with four decimals."""
    print(f"{label:<34}" + " ".join(f"{v:8.4f}" for v in values))


if __name__ == "__main__":
    print("Random trials that reach the best 5% at least once")
    for n in (10, 20, 59, 60):
        show(f"{n} trials", 1 - 0.95**n)
    show("trials for 95%", np.log(0.05) / np.log(0.95))
    print(f"grid, five values for four knobs: {5**4}")
    show("uniform rate 0.0001 to 1, over 0.1", (1 - 0.1) / (1 - 0.0001))

    print("\nGaussian process with two trials, length 1, no noise")
    x, y = np.array([[0.0], [2.0]]), np.array([1.0, -1.0])
    new = np.array([[0.5], [1.0], [3.0]])
    k_new = kernel(x, new, 1.0)
    show("kernel between the trials", kernel(x, x, 1.0)[0, 1])
    show("exponents for x = 0.5", -(0.5**2) / 2, -(1.5**2) / 2)
    show("kernel to x = 0.5", *k_new[:, 0])
    alpha = np.linalg.solve(kernel(x, x, 1.0), y)
    show("weights of the trials", *alpha)
    show("1 - kernel squared", 1 - kernel(x, x, 1.0)[0, 1] ** 2)
    mean, std = posterior(x, y, new, length=1.0, noise=0.0)
    for i in range(3):
        show(f"x = {new[i, 0]}: mean, variance, std", mean[i], std[i] ** 2, std[i])
    assert np.isclose(mean[0], k_new[:, 0] @ alpha)

    print("\nExpected improvement over 0.91")
    for m, s in ((0.90, 0.02), (0.905, 0.005)):
        z = (m - 0.91) / s
        value = improvement(np.array([m]), np.array([s]), 0.91)[0]
        show(f"mean {m}, std {s}: z, cdf, pdf", z, cdf(z), pdf(z))
        show("  expected improvement", value)

    print("\nLuck of the best of n equal settings")
    sigma = np.sqrt(0.92 * 0.08 / 200)
    show("std of an accuracy, 0.92 on 200", sigma)
    for n in (1, 10, 60):
        e = expected_maximum(n)
        show(f"n = {n}: mean maximum, score", e, 0.92 + sigma * e)

    full, rungs = 27 * 9, 27 * 1 + 9 * 2 + 3 * 6
    print(f"\nEpochs: 27 full trials {full}, successive halving {rungs}")
