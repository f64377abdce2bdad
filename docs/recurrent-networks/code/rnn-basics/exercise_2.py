"""Exercise 2: parity with two units and weights set by hand."""

import numpy as np
from scratch import rnn

K = 10.0  # steep: tanh(K z) is close to -1 or 1


def main() -> None:
    """Build the two-unit machine and test it on long sequences."""
    # s = (u - v) / 2 is 0 or 1; u: x + s > 0.5 (or), v: x + s > 1.5 (and).
    w_x = K * np.array([[1.0, 1.0]])  # (d, h) = (1, 2)
    w_h = K * np.array([[0.5, 0.5], [-0.5, -0.5]])  # (h, h)
    b = K * np.array([-0.5, -1.5])  # (h,)
    for bit in (0, 1):
        for before in ([-1.0, -1.0], [1.0, -1.0]):
            x = np.array([[[float(bit)]]])
            _, h = rnn(x, w_x, w_h, b, np.array([before]))
            s = (before[0] - before[1]) / 2
            print(f"s = {s:.0f}, bit = {bit}: h = {h[0, 0]:.4f} {h[0, 1]:.4f}")
    bits = np.random.default_rng(0).integers(0, 2, size=(1000, 200))  # (T, N)
    states, _ = rnn(bits[:, :, None].astype(float), w_x, w_h, b)
    s = (states[:, :, 0] - states[:, :, 1]) / 2
    right = np.mean((s > 0.5) == (bits.cumsum(axis=0) % 2 == 1))
    print(f"parity at all 1000 steps of 200 sequences: {right:.0%} right")
    assert right == 1.0
    wide = 1 - np.abs(states).min()
    print(f"largest distance of a state from -1 or 1: {wide:.4f}")
    print(f"largest slope 1 - h^2: {(1 - states**2).max():.4f}")


if __name__ == "__main__":
    main()
