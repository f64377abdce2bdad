"""The numbers of the page: best discriminator, value of the game, two losses."""

import numpy as np


# --8<-- [start:game]
def value(p: np.ndarray, q: np.ndarray, d: np.ndarray) -> float:
    """E_p[log D] + E_q[log(1 - D)]; outcomes of probability 0 do not count."""
    real = p[p > 0] * np.log(d[p > 0])
    fake = q[q > 0] * np.log(1 - d[q > 0])
    return float(real.sum() + fake.sum())


def jensen_shannon(p: np.ndarray, q: np.ndarray) -> float:
    """Mean of the KL divergences of p and of q from their middle."""
    m = (p + q) / 2
    kl = [(a[a > 0] * np.log(a[a > 0] / m[a > 0])).sum() for a in (p, q)]
    return float(np.mean(kl))


# --8<-- [end:game]


def main() -> None:
    """Print and assert the numbers of the page."""
    p, q = np.array([0.5, 0.5, 0.0]), np.array([0.1, 0.4, 0.5])  # data, generator
    best = p / (p + q)
    print("best D:", best.round(4).tolist())
    print(f"V with it: {value(p, q, best):.4f}")
    js = jensen_shannon(p, q)
    print(f"JS divergence {js:.4f}; 2 JS - log 4 = {2 * js - np.log(4):.4f}")
    print(f"V when the generator is perfect: {value(p, p, np.full(3, 0.5)):.4f}")
    assert abs(value(p, q, best) - 2 * js + np.log(4)) < 1e-12
    for other in (best[:2] * 0.9, best[:2] * 1.1):
        assert value(p[:2], q[:2], other) < value(p[:2], q[:2], best[:2])

    d, h = 0.01, 1e-6
    logit = np.log(d / (1 - d))

    def sigmoid(a: float) -> float:
        return float(1 / (1 + np.exp(-a)))

    saturating = np.log((1 - sigmoid(logit + h)) / (1 - sigmoid(logit - h))) / (2 * h)
    helpful = -np.log(sigmoid(logit + h) / sigmoid(logit - h)) / (2 * h)
    print(f"D(G(z)) = 0.01: slopes {saturating:.2f} and {helpful:.2f}")
    size, sizes = 4, [4]
    while size < 64:
        size = (size - 1) * 2 - 2 * 1 + 4
        sizes.append(size)
    print("transposed convolutions:", sizes)
    assert sizes == [4, 8, 16, 32, 64]


if __name__ == "__main__":
    main()
