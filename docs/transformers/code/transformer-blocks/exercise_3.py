"""Exercise 3: the size of the residual stream of 32 random pre-norm sublayers."""

from __future__ import annotations

import numpy as np
import scratch


def stream(shrink: float, depth: int = 32, d: int = 64) -> list[float]:
    """Root mean square of the stream after each feedforward sublayer."""
    rng = np.random.default_rng(0)
    x = rng.normal(size=(64, d))  # 64 tokens
    sizes = [float(np.sqrt((x**2).mean()))]
    for _ in range(depth):
        w1 = rng.normal(0, np.sqrt(2 / d), (d, 4 * d))
        w2 = rng.normal(0, shrink * np.sqrt(1 / (4 * d)), (4 * d, d))
        y = scratch.rms_norm(x, np.ones(d))
        x = x + np.maximum(y @ w1, 0) @ w2
        sizes.append(float(np.sqrt((x**2).mean())))
    return sizes


def main() -> None:
    """Compare with sqrt(1 + n), and with branches scaled by 1 / sqrt(32)."""
    plain, scaled = stream(1.0), stream(32**-0.5)
    print("sublayers  stream  sqrt(1+n)  scaled")
    for n in (0, 1, 2, 4, 8, 16, 32):
        print(f"{n:9}  {plain[n]:6.1f}  {np.sqrt(1 + n):9.1f}  {scaled[n]:6.1f}")
    assert abs(plain[32] / np.sqrt(33) - 1) < 0.1


if __name__ == "__main__":
    main()
