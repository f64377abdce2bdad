"""Costs of the score matrix, and a softmax computed one score at a time."""

import numpy as np


def main() -> None:
    """Print and assert the numbers of the page."""
    for length in (1024, 8192, 32_768, 131_072):
        pairs = length**2
        print(f"T={length}: {pairs} pairs, 12 heads {12 * 2 * pairs / 1e9:.3g} GB")
    length, window = 8192, 256
    print(f"window: {length * window} pairs, 1/{length // window} of all")
    print(f"T sqrt(T) = {length**1.5:.0f}")

    scores, values = np.array([1.0, 2.0, 2.0]), np.array([10.0, 20.0, 30.0])
    m, total, out = -np.inf, 0.0, 0.0
    for s, v in zip(scores, values, strict=True):
        new = max(m, s)
        total = total * np.exp(m - new) + np.exp(s - new)
        out = out * np.exp(m - new) + v * np.exp(s - new)
        m = new
        print(f"m {m:.0f}, l {total:.4f}, o {out:.4f}")
    weights = np.exp(scores) / np.exp(scores).sum()
    print(f"output {out / total:.4f}, softmax", " ".join(f"{w:.4f}" for w in weights))
    assert abs(out / total - weights @ values) < 1e-12


if __name__ == "__main__":
    main()
