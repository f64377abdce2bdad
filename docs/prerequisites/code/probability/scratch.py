"""Bayes, expectation, likelihood, Gaussian density, entropy and KL divergence."""

from math import erf

import numpy as np

Array = np.ndarray


# --8<-- [start:tables]
def moments(values: Array, p: Array) -> tuple[float, float]:
    """Expectation and variance of a table of values (k,) with chances (k,)."""
    mean = values @ p
    return float(mean), float((values - mean) ** 2 @ p)


def bayes(prior: Array, likelihood: Array) -> Array:
    """p(cause | seen) from p(cause), (k,), and p(seen | cause), (k,)."""
    joint = prior * likelihood  # p(cause, seen), (k,)
    return joint / joint.sum()  # the sum is p(seen)


def count_patients(n: int, seed: int) -> float:
    """Draw n patients and their tests; share of the sick among the flagged."""
    rng = np.random.default_rng(seed)
    sick = rng.random(n) < 0.01  # (n,)
    flagged = rng.random(n) < np.where(sick, 0.9, 0.05)  # (n,)
    return float(sick[flagged].mean())


# --8<-- [end:tables]


# --8<-- [start:likelihood]
def bernoulli_nll(y: Array, q: float) -> float:
    """Mean negative log-likelihood of labels 0 and 1, (N,), for P(1) = q."""
    return float(-(y * np.log(q) + (1 - y) * np.log(1 - q)).mean())


def normal_log_density(x: Array, mean: float, sd: float) -> Array:
    """ln N(x; mean, sd^2), elementwise."""
    z = (x - mean) / sd
    return -0.5 * z**2 - np.log(sd) - 0.5 * np.log(2 * np.pi)


# --8<-- [end:likelihood]


# --8<-- [start:information]
def cross_entropy(p: Array, q: Array) -> float:
    """Expected surprise -ln q under p, in nats; 0 ln q counts as 0."""
    seen = p > 0
    return float(-(p[seen] * np.log(q[seen])).sum())


def entropy(p: Array) -> float:
    """Cross-entropy of p with itself."""
    return cross_entropy(p, p)


def kl(p: Array, q: Array) -> float:
    """Extra surprise for believing q where p is true."""
    return cross_entropy(p, q) - entropy(p)


# --8<-- [end:information]

COIN = np.array([1.0] * 7 + [0.0] * 3)  # 7 heads in 10 throws
P, Q = np.array([0.7, 0.2, 0.1]), np.array([0.5, 0.3, 0.2])


def show(name: str, *values: float | Array) -> None:
    """One line of numbers with four decimals, without negative zeros."""
    flat = np.round(np.concatenate([np.ravel(v) for v in values]), 4) + 0.0
    print(f"{name:<30}" + " ".join(f"{v:.4f}" for v in flat))


def worked_tables() -> None:
    """Expectation and variance; Bayes with a base rate, also by counting."""
    values, chances = np.array([0, 1, 2]), np.array([0.2, 0.5, 0.3])
    mean, variance = moments(values, chances)
    show("E, Var, standard deviation", mean, variance, variance**0.5)
    show("terms of the variance", chances * (values - mean) ** 2)
    show("E[X^2], E[X]^2", values**2 @ chances, mean**2)
    joint = np.array([[0.01], [0.99]]) * [[0.9, 0.1], [0.05, 0.95]]  # (cause, answer)
    show("joint: sick, healthy", joint)
    show("marginals of the answer", joint.sum(axis=0))
    show("sick and flag, if independent", joint[0].sum() * joint[:, 0].sum())
    for prior in (0.01, 0.001, 0.1, 0.5):
        causes = np.array([prior, 1 - prior])
        show(f"base rate {prior}", causes * [0.9, 0.05], bayes(causes, [0.9, 0.05])[0])
    shares = np.array([count_patients(200_000, seed) for seed in range(5)])
    print(f"counted, 5 seeds: {shares.mean():.3f}", end=" ")
    print(f"({shares.min():.3f} to {shares.max():.3f})")


def worked_likelihood() -> None:
    """Seven heads in ten throws, and two normal densities."""
    for q in (0.5, 0.7, 0.9):
        mean = bernoulli_nll(COIN, q)
        print(f"q = {q}: likelihood {np.exp(-10 * mean):.6f}", end=", ")
        print(f"-log {10 * mean:.4f}, per throw {mean:.4f}")
    show("-ln 0.7, -ln 0.3", -np.log(0.7), -np.log(0.3))
    show("-ln 0.9, -ln 0.1", -np.log(0.9), -np.log(0.1))
    for mean, sd, x in ((1, 2, 3.0), (0, 1, 0.0), (0, 1, 1.0), (0, 0.1, 0.0)):
        log = float(normal_log_density(x, mean, sd))
        show(f"N({x:g}; {mean}, {sd}^2), -ln of it", np.exp(log), -log)
    show("ln 2, ln(2 pi) / 2", np.log(2), np.log(2 * np.pi) / 2)
    show("exp(-1/2)", np.exp(-0.5))
    for k in (1, 2):
        print(f"chance to lie within {k} sd: {erf(k / np.sqrt(2)):.4f}")


def worked_information() -> None:
    """Entropy, cross-entropy and KL divergence of small distributions."""
    show("H(p), terms -p ln p", entropy(P), -P * np.log(P))
    show("-ln p", -np.log(P))
    show("-ln q", -np.log(Q))
    show("H(p, q), terms -p ln q", cross_entropy(P, Q), -P * np.log(Q))
    show("KL(p || q), KL(q || p)", kl(P, Q), kl(Q, P))
    assert np.isclose(kl(P, Q), (P * np.log(P / Q)).sum())
    third = np.full(3, 1 / 3)
    show("H of thirds, of a coin", entropy(third), entropy(np.array([0.5, 0.5])))
    show("H(p) in bits", entropy(P) / np.log(2))
    label = np.array([0.0, 1, 0])  # one-hot: the second class
    show("label: H(p), H(p, q)", entropy(label), cross_entropy(label, Q))
    rates = np.array([0.7, 0.3])
    show("coin: H(p), KL at 0.5, 0.9", entropy(rates), kl(rates, np.array([0.5, 0.5])),
         kl(rates, np.array([0.9, 0.1])))  # fmt: skip
    assert np.isclose(bernoulli_nll(COIN, 0.5), cross_entropy(rates, np.full(2, 0.5)))
    print("0.1 ** 400:", 0.1**400, f"  400 ln 0.1: {400 * np.log(0.1):.2f}")


if __name__ == "__main__":
    worked_tables()
    worked_likelihood()
    worked_information()
