"""Exercise 2: a linear recurrence in log2(T) parallel rounds."""

from __future__ import annotations

import numpy as np

Array = np.ndarray


def scan(a: Array, b: Array) -> tuple[Array, int]:
    """h_t = a_t h_(t-1) + b_t for all t, by doubling; also the rounds."""
    a, b, shift, rounds = a.copy(), b.copy(), 1, 0
    while shift < len(a):
        b[shift:] = a[shift:] * b[:-shift] + b[shift:]  # all t at once
        a[shift:] = a[shift:] * a[:-shift]
        shift, rounds = 2 * shift, rounds + 1
    return b, rounds


def main() -> None:
    """Compare with the loop."""
    rng = np.random.default_rng(0)
    for t in (8, 1000, 4096):
        a, b = rng.uniform(0.5, 1.0, t), rng.normal(size=t)
        h, loop = 0.0, []
        for a_t, b_t in zip(a, b, strict=True):
            h = a_t * h + b_t
            loop.append(h)
        fast, rounds = scan(a, b)
        assert np.allclose(fast, loop)
        print(f"T = {t}: {t} steps in the loop, {rounds} rounds in the scan")


if __name__ == "__main__":
    main()
