"""Two models on the same 500 test images: only the disagreements count."""

from math import comb, sqrt

N, ONLY_A, ONLY_B, BOTH = 500, 24, 12, 436


def coin_p(heads: int, tails: int) -> float:
    """Two-sided chance of such a split, or a more uneven one, of fair throws."""
    n, most = heads + tails, max(heads, tails)
    upper = sum(comb(n, k) for k in range(most, n + 1)) / 2**n
    return min(1.0, 2 * upper)


if __name__ == "__main__":
    a, b = (BOTH + ONLY_A) / N, (BOTH + ONLY_B) / N
    print(f"accuracies {a:.3f} and {b:.3f}, difference {a - b:.3f}")
    se = sqrt(a * (1 - a) / N + b * (1 - b) / N)
    print(f"as if on separate images: se {se:.4f}, z {(a - b) / se:.2f}")
    paired = sqrt(ONLY_A + ONLY_B - (ONLY_A - ONLY_B) ** 2 / N) / N
    print(f"on the same images:       se {paired:.4f}, z {(a - b) / paired:.2f}")
    print(f"exact p of 24 against 12: {coin_p(ONLY_A, ONLY_B):.3f}")
    print(f"exact p of 48 against 24: {coin_p(48, 24):.4f}")
