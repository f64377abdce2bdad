"""Exercise 1: one artificial neuron and one firing rate, by machine."""

import numpy as np
import scratch

if __name__ == "__main__":
    x, w = np.array([2.0, -1.0, 0.5]), np.array([0.3, 0.9, -0.4])
    for bias in (0.2, 0.6):
        answer = scratch.artificial_neuron(x, w, bias)
        print(f"b = {bias}: " + ", ".join(f"{k} {v:.2f}" for k, v in answer.items()))
    print(f"smallest current {15 / scratch.RESISTANCE:.2f} nA")
    drive = scratch.RESISTANCE * 2.5
    wait = scratch.TAU * np.log(drive / (drive - 15))
    print(f"2.5 nA: ln(25 / 10) = {np.log(2.5):.4f}, {wait:.2f} ms to the threshold")
    print(f"period {wait + 2:.2f} ms, rate {scratch.rate(2.5):.1f} per second")
