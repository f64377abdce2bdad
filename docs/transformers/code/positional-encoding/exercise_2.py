"""Exercise 2: wavelengths of the rotary pairs, and what interpolation does."""

from __future__ import annotations

import numpy as np
import scratch


def main() -> None:
    """Which of 64 pairs complete a turn in training, and how far angles go."""
    speeds = scratch.speeds(128)  # (64,)
    turn = 2 * np.pi / speeds  # positions for one full turn
    print(f"positions per turn: {turn[0]:.1f} to {turn[-1]:,.0f}")
    for length in (4096, 32768):
        print(f"{length:,} positions: {np.sum(turn <= length)} of 64 pairs turn once")
    slow = speeds[turn > 4096]
    print(f"largest angle of the slow pairs at 4,096: {slow.max() * 4096:.1f}")
    print(f"at 32,768: {slow.max() * 32768:.1f}")
    print(f"at 32,768, positions divided by 8: {slow.max() * 32768 / 8:.1f}")
    between = speeds[0] / 8
    print(f"angle between neighbors in pair 0: {speeds[0]:.3f}, then {between:.3f}")


if __name__ == "__main__":
    main()
