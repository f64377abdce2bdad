"""Two noise schedules with 1,000 steps: linear and cosine."""

import numpy as np


# --8<-- [start:schedules]
def linear(T: int = 1000) -> np.ndarray:
    """Alpha-bar of betas that grow linearly from 0.0001 to 0.02."""
    return np.cumprod(1 - np.linspace(0.0001, 0.02, T))


def cosine(T: int = 1000, s: float = 0.008) -> np.ndarray:
    """Choose alpha-bar itself, a squared cosine; each beta is at most 0.999."""
    f = np.cos((np.arange(T + 1) / T + s) / (1 + s) * np.pi / 2) ** 2
    beta = np.minimum(1 - f[1:] / f[:-1], 0.999)
    return np.cumprod(1 - beta)


# --8<-- [end:schedules]


def main() -> None:
    """Compare the curves at a few steps."""
    for name, bar in (("linear", linear()), ("cosine", cosine())):
        at = ", ".join(f"{bar[t - 1]:.3f}" for t in (250, 500, 750))
        low = (bar < 0.01).mean()
        print(f"{name}: alpha-bar at t = 250, 500, 750: {at}")
        print(f"        below 0.01 for {100 * low:.0f}% of the steps", end="")
        print(f", at the end {bar[-1]:.0e}")


if __name__ == "__main__":
    main()
