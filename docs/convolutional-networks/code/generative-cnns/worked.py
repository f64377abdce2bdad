"""Numbers by hand: PSNR, the blur of a mean, shapes and weights of DCGAN."""

import numpy as np
from data import psnr


def main() -> None:
    """Print and assert the worked example."""
    X = np.array([[0.0, 0.5], [1.0, 0.5]])
    Y = np.array([[0.1, 0.5], [0.8, 0.5]])
    mse = ((X - Y) ** 2).mean()
    print("squared errors", ((X - Y) ** 2).round(4).ravel().tolist(), end=", ")
    print(f"sum {((X - Y) ** 2).sum():.2f}")
    print(f"MSE {mse:.4f}, PSNR {psnr(X, Y):.2f} dB")
    half = (X + Y) / 2  # half the error
    print(f"half the error: MSE {((X - half) ** 2).mean():.6f}", end=", ")
    print(f"PSNR {psnr(X, half):.2f} dB")
    for guess in (0.0, 0.5, 1.0):
        cost = 0.5 * guess**2 + 0.5 * (1 - guess) ** 2
        print(f"guess {guess}: expected squared error {cost:.2f}")
    kl = 0.5 * (1 + 0.25 - 1 - np.log(0.25))
    print(f"KL term for mean 1, deviation 0.5: {kl:.4f}")
    # --8<-- [start:shapes]
    size, c, total = 4, 1024, 100 * 1024 * 16
    print(f"project: {c} x {size} x {size}, {total:,} weights")
    for out in (512, 256, 128, 3):
        size, weights = (size - 1) * 2 - 2 + 4, c * out * 16
        total += weights
        print(f"up: {out} x {size} x {size}, {weights:,} weights")
        c = out
    print(f"total {total:,}")
    # --8<-- [end:shapes]
    assert size == 64


if __name__ == "__main__":
    main()
