"""Exercise 3: how much a stack of residual blocks without normalization grows."""

import numpy as np


def growth(blocks: int, scale: float, width: int = 256, seed: int = 0) -> float:
    """Mean square of the output over that of the input, x + scale * relu(x W1) W2."""
    rng = np.random.default_rng(seed)
    x = rng.normal(size=(64, width))  # (N, d)
    start = np.mean(x**2)
    for _ in range(blocks):
        W1 = rng.normal(size=(width, width)) * np.sqrt(2 / width)  # He initialization
        W2 = rng.normal(size=(width, width)) * np.sqrt(1 / width)
        x = x + scale * np.maximum(x @ W1, 0) @ W2
    return float(np.mean(x**2) / start)


def main() -> None:
    """Print the growth for three scales, mean of five seeds."""
    for blocks in (1, 10, 27):
        means = []
        for scale in (1.0, 1 / np.sqrt(blocks), 0.0):
            means.append(np.mean([growth(blocks, scale, seed=s) for s in range(5)]))
        print(
            f"{blocks:2} blocks: scale 1 {means[0]:.1e} (2^n = {2.0**blocks:.1e}), "
            f"scale 1/sqrt(n) {means[1]:.1f}, scale 0 {means[2]:.1f}"
        )


if __name__ == "__main__":
    main()
