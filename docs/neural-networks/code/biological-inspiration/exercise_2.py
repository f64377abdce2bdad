"""Exercise 2: the current for a wanted rate, and the highest possible rate."""

import numpy as np
import scratch


def current(rate: float) -> float:
    """Current in nA for a number of spikes per second."""
    wait = 1000 / rate - scratch.REFRACTORY  # ms from REST to THRESHOLD
    height = scratch.THRESHOLD - scratch.REST
    return height / (1 - np.exp(-wait / scratch.TAU)) / scratch.RESISTANCE


if __name__ == "__main__":
    for wanted in (20, 50, 100, 400):
        found = current(wanted)
        assert np.isclose(scratch.rate(found), wanted)
        print(f"{wanted:>3} per second: {found:.3f} nA")
    print(f"limit {1000 / scratch.REFRACTORY:.0f} per second")
    # far above the threshold the rate is nearly straight, without the pause
    for drive in (30.0, 60.0, 120.0):
        exact = 1000 / (scratch.TAU * np.log(drive / (drive - 15)))
        line = 1000 / scratch.TAU * (drive / 15 - 0.5)
        print(f"RI = {drive:.0f} mV: {exact:.1f}, line {line:.1f}")
