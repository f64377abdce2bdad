"""Rounding column by column, with the rest making up for each error (as in GPTQ)."""

from __future__ import annotations

import numpy as np
import scratch


def compensated(w: np.ndarray, x: np.ndarray, bits: int) -> np.ndarray:
    """w (d, 1): after each rounding, refit the weights that are still free."""
    _, scale = scratch.symmetric(w, bits)
    target, w, top = x @ w, w.copy(), 2 ** (bits - 1) - 1
    for j in range(len(w)):
        w[j] = scale * np.clip(np.round(w[j] / scale), -top, top)
        if j + 1 < len(w):
            rest = target - x[:, : j + 1] @ w[: j + 1]
            w[j + 1 :] = np.linalg.lstsq(x[:, j + 1 :], rest, rcond=None)[0]
    return w


if __name__ == "__main__":
    plain, smart = [], []
    for seed in range(20):
        rng = np.random.default_rng(seed)
        common = rng.normal(size=(200, 1))
        x = common + 0.5 * rng.normal(size=(200, 16))  # inputs that go together
        w = rng.normal(size=(16, 1))
        q, s = scratch.symmetric(w, 3)
        size = np.linalg.norm(x @ w)
        plain.append(np.linalg.norm(x @ (q * s - w)) / size)
        smart.append(np.linalg.norm(x @ (compensated(w, x, 3) - w)) / size)
    print("3 bits, relative error of the output, mean of 20 seeds")
    print(
        f"round to nearest {np.mean(plain):.2f}, with compensation {np.mean(smart):.2f}"
    )
    assert np.mean(smart) < np.mean(plain)
