"""Exercise 3: does a spiking neuron answer to a weighted sum of input rates?"""

import numpy as np
import scratch


# --8<-- [start:synapses]
def answers(inputs: int = 40, neurons: int = 60, seed: int = 0) -> tuple:
    """Drive tau * sum(w r) in mV and measured rates; random inputs and synapses."""
    rng = np.random.default_rng(seed)
    dt, steps = 0.1, 20_000  # 2 s
    rates = rng.uniform(0, 0.05, size=(inputs, neurons))  # spikes per ms
    weights = rng.normal(0.8, 1.2, size=(inputs, neurons))  # mV per spike
    jump = np.empty((steps, neurons))
    for t in range(steps):
        spikes = rng.random(rates.shape) < rates * dt  # which inputs fire now
        jump[t] = (weights * spikes).sum(axis=0)
    _, fired = scratch.simulate(np.zeros((steps, neurons)), dt, jump)
    drive = scratch.TAU * (weights * rates).sum(axis=0)
    return drive, fired.sum(axis=0) / (steps * dt / 1000)


# --8<-- [end:synapses]


if __name__ == "__main__":
    drive, found = np.concatenate([answers(seed=s) for s in range(3)], axis=1)
    low = -np.inf
    print("drive in mV: neurons, mean rate (min to max)")
    for high in (7.5, 15.0, 22.5, 40.0):
        kept = found[(drive >= low) & (drive < high)]
        print(f"below {high:>4.1f}: {len(kept):>3} {kept.mean():5.1f} ", end="")
        print(f"({kept.min():.1f} to {kept.max():.1f})")
        low = high
    print(f"correlation with the drive {np.corrcoef(drive, found)[0, 1]:.2f}")
