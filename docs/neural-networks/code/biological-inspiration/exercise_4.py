"""Exercise 4: the same two input rates, with different timing."""

import numpy as np
import scratch

# --8<-- [start:timing]
DT, STEPS, PERIOD = 0.1, 20_000, 500  # ms, 2 s, 50 ms between spikes of an input


def output_rate(delay: float, size: float = 8.0) -> float:
    """Spikes per second when the second input comes `delay` ms after the first."""
    jump = np.zeros((STEPS, 1))
    jump[::PERIOD] += size
    jump[round(delay / DT) :: PERIOD] += size
    _, fired = scratch.simulate(np.zeros((STEPS, 1)), DT, jump)
    return float(fired.sum() / (STEPS * DT / 1000))


# --8<-- [end:timing]


if __name__ == "__main__":
    for delay in (0, 1, 2, 3, 4, 5, 10, 25):
        print(f"delay {delay:>2} ms: {output_rate(delay):4.1f} spikes per second")
    window = scratch.TAU * np.log(8 / 7)
    print(f"one pair: window {window:.2f} ms")
    rest = 8 * np.exp(-50 / scratch.TAU)
    print(f"left of a single spike after 50 ms: {rest:.2f} mV")
    drive = scratch.TAU * (8 * 0.02 + 8 * 0.02)
    print(f"mean drive in every case {drive:.1f} mV")
