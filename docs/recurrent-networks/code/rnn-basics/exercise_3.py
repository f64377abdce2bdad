"""Exercise 3: how far can one tanh unit count, and what does noise do to it?"""

import numpy as np


def largest_count(scale: float, noise: float = 0.0, seed: int = 0) -> int:
    """Count ones until round(h / scale) is wrong for the first time, up to 2,000."""
    rng = np.random.default_rng(seed)
    h = 0.0
    for n in range(1, 2001):
        h = np.tanh(h + scale) + noise * rng.normal()
        if abs(h / scale - n) > 0.5:
            return n - 1
    return 2000


def main() -> None:
    """Print the reach for several scales, without and with noise in the state."""
    print("scale    predicted  reach  with noise 0.001 (median of 21)")
    for scale in (0.1, 0.01, 0.001, 0.0001):
        reach = largest_count(scale)
        predicted = (6 / scale**2) ** 0.25
        noisy = [largest_count(scale, 0.001, seed) for seed in range(21)]
        print(f"{scale:<8} {predicted:9.1f}  {reach:5d}  {int(np.median(noisy)):5d}")
        assert abs(reach / predicted - 1) < 0.25
    h = 0.0
    for _ in range(2000):  # without tanh nothing shrinks
        h = h + 1.0
    print(f"identity instead of tanh: {h:.0f} after 2000 ones")


if __name__ == "__main__":
    main()
