"""Scales per group: one outlier among 64 weights, 4 bits."""

from __future__ import annotations

import numpy as np
import scratch


def grouped(w: np.ndarray, bits: int, size: int) -> np.ndarray:
    """Quantize and restore with one scale per group of the given size."""
    q, s = scratch.symmetric(w.reshape(-1, size).T, bits, axis=0)
    return (q * s).T.reshape(w.shape)


if __name__ == "__main__":
    w = np.random.default_rng(0).normal(size=64)
    w[5] = 20.0
    for size in (64, 32, 16, 8):
        error = np.sqrt(((grouped(w, 4, size) - w) ** 2).mean())
        print(
            f"groups of {size}: error {error:.2f}, {4 + 16 / size:.2f} bits per weight"
        )
