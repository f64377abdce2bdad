"""The numbers of the page: Bayes, expectation, likelihood, entropy, KL divergence."""

from math import log

import numpy as np


def entropy(p: np.ndarray) -> float:
    """Entropy in nats of probabilities without zeros, shape (k,)."""
    return float(-(p * np.log(p)).sum())


def kl(p: np.ndarray, q: np.ndarray) -> float:
    """KL(p || q) in nats, both of shape (k,) without zeros."""
    return float((p * np.log(p / q)).sum())


def main() -> None:
    """Print and assert the numbers of the page."""
    sick, found, false_alarm = 0.01, 0.90, 0.05
    positive = sick * found + (1 - sick) * false_alarm
    print(f"P(positive) = {positive:.4f}")
    print(f"P(sick | positive) = {sick * found / positive:.4f}")

    values, chances = np.array([0, 1, 2]), np.array([0.2, 0.5, 0.3])
    mean = float((values * chances).sum())
    variance = float((chances * (values - mean) ** 2).sum())
    print(f"expectation {mean:.2f}, variance {variance:.2f}, root {variance**0.5:.2f}")

    for q in (0.5, 0.7, 0.9):
        loss = -(7 * log(q) + 3 * log(1 - q))
        print(f"q = {q}: likelihood {q**7 * (1 - q) ** 3:.6f}, -log {loss:.4f}")

    fair, p, q = np.full(3, 1 / 3), np.array([0.7, 0.2, 0.1]), np.array([0.5, 0.3, 0.2])
    cross = float(-(p * np.log(q)).sum())
    print(f"entropy of p {entropy(p):.4f}, of three equal chances {entropy(fair):.4f}")
    print(f"fair coin {log(2):.4f} nats")
    print(f"cross-entropy {cross:.4f}")
    print(f"KL(p || q) {kl(p, q):.4f}, KL(q || p) {kl(q, p):.4f}")
    print(f"label with q = 0.5: loss {-log(0.5):.4f}; with 0.1: {-log(0.1):.4f}")
    assert abs(cross - entropy(p) - kl(p, q)) < 1e-12


if __name__ == "__main__":
    main()
