"""The numbers of the page: the game, the two losses, Wasserstein, FID, DCGAN."""

from itertools import pairwise

import numpy as np

P = np.array([0.5, 0.5, 0.0])  # data
Q = np.array([0.1, 0.4, 0.5])  # generator


# --8<-- [start:game]
def value(p: np.ndarray, q: np.ndarray, d: np.ndarray) -> float:
    """E_p[ln D] + E_q[ln(1 - D)]; outcomes of probability 0 do not count."""
    real = p[p > 0] * np.log(d[p > 0])
    fake = q[q > 0] * np.log(1 - d[q > 0])
    return float(real.sum() + fake.sum())


def kl(a: np.ndarray, b: np.ndarray) -> float:
    """KL divergence of a from b."""
    return float((a[a > 0] * np.log(a[a > 0] / b[a > 0])).sum())


def jensen_shannon(p: np.ndarray, q: np.ndarray) -> float:
    """Mean of the KL divergences of p and of q from their middle."""
    m = (p + q) / 2
    return (kl(p, m) + kl(q, m)) / 2


# --8<-- [end:game]


# --8<-- [start:scores]
def frechet(m1: float, s1: float, m2: float, s2: float) -> float:
    """Frechet distance of two normal distributions of one feature."""
    return (m1 - m2) ** 2 + s1**2 + s2**2 - 2 * s1 * s2


def inception_score(probs: np.ndarray) -> float:
    """exp of the mean KL divergence of p(y|x) from p(y); rows are images."""
    marginal = probs.mean(axis=0)
    return float(np.exp(np.mean([kl(row, marginal) for row in probs])))


# --8<-- [end:scores]


def game() -> None:
    """Best discriminator and value."""
    best, m = P / (P + Q), (P + Q) / 2
    js = jensen_shannon(P, Q)
    print("best D:", best.round(4).tolist())
    print("terms of data:", (P[:2] * np.log(best[:2])).round(4).tolist())
    print("terms of fakes:", (Q * np.log(1 - best)).round(4).tolist())
    print(f"V with it: {value(P, Q, best):.4f}")
    print("middle m:", m.round(4).tolist())
    print(f"KL(p, m) {kl(P, m):.4f}, KL(q, m) {kl(Q, m):.4f}, JS {js:.4f}")
    print(f"ln 4 = {np.log(4):.4f}; 2 JS - ln 4 = {2 * js - np.log(4):.4f}")
    half = np.full(3, 0.5)
    print(f"V when D says 0.5: {value(P, Q, half):.4f}; q = p: {value(P, P, half):.4f}")
    assert abs(value(P, Q, best) - 2 * js + np.log(4)) < 1e-12
    for scale in (0.9, 1.1):
        assert value(P[:2], Q[:2], best[:2] * scale) < value(P[:2], Q[:2], best[:2])


def losses() -> None:
    """Slopes of the two generator losses with respect to the logit a."""
    h = 1e-6
    for d in (0.01, 0.5, 0.9):
        a = np.log(d / (1 - d)) + np.array([h, -h])
        prob = 1 / (1 + np.exp(-a))
        minimax = np.log(1 - prob) @ [1, -1] / (2 * h)
        helpful = -np.log(prob) @ [1, -1] / (2 * h)
        print(f"D = {d}: slopes {minimax:.2f} and {helpful:.2f}")


def main() -> None:
    """Print the numbers of the page."""
    game()
    losses()
    near = 2.0, 1.0, 0.1  # data at 0, all fakes at one of these places
    js = [jensen_shannon(np.array([1.0, 0.0]), np.array([0.0, 1.0])) for _ in near]
    print("fakes at", list(near), "JS", [round(j, 4) for j in js], "W", list(near))
    print(f"Frechet distance of N(0, 1) and N(1, 2^2): {frechet(0, 1, 1, 2):.1f}")
    for name, rows in (
        ("sure and varied", [[1.0, 0.0], [0.0, 1.0]]),
        ("sure, one class", [[1.0, 0.0], [1.0, 0.0]]),
        ("unsure", [[0.5, 0.5], [0.5, 0.5]]),
    ):
        print(f"Inception Score, {name}: {inception_score(np.array(rows)):.1f}")
    size, sizes = 4, [4]
    while size < 64:
        size = (size - 1) * 2 - 2 * 1 + 4
        sizes.append(size)
    print("transposed convolutions:", sizes)
    channels = [1024, 512, 256, 128, 3]
    weights = [a * b * 4 * 4 for a, b in pairwise(channels)]
    print("weights: project", 100 * 1024 * 16, "then", weights)
    print("all weights of the generator:", 100 * 1024 * 16 + sum(weights))
    assert sizes == [4, 8, 16, 32, 64]


if __name__ == "__main__":
    main()
