"""A leaky integrate-and-fire neuron in NumPy, and an artificial neuron beside it."""

from functools import cache

import numpy as np

Array = np.ndarray

# --8<-- [start:lif]
TAU = 20.0  # ms, time in which the voltage decays to 37%
RESISTANCE = 10.0  # megaohm: 1 nA lifts the voltage by 10 mV in the end
REST, THRESHOLD = -65.0, -50.0  # mV; after a spike back to REST
REFRACTORY = 2.0  # ms of rest after a spike


def simulate(current: Array, dt: float, jump: Array | float = 0.0) -> tuple:
    """Euler steps of dt ms; current (T, N) in nA, jump (T, N) in mV added on top.

    Returns the voltage (T, N) in mV and whether each neuron fired (T, N).
    """
    steps, n = current.shape
    jump = np.broadcast_to(jump, current.shape)
    v, wait = np.full(n, REST), np.zeros(n)
    voltage, fired = np.empty((steps, n)), np.zeros((steps, n), bool)
    for t in range(steps):
        ready = wait <= 0
        leak = REST - v  # pulls back to rest
        change = dt / TAU * (leak + RESISTANCE * current[t]) + jump[t]
        v = np.where(ready, v + change, REST)
        fired[t] = v >= THRESHOLD
        voltage[t] = v
        v = np.where(fired[t], REST, v)
        wait = np.where(fired[t], REFRACTORY, wait - dt)
    return voltage, fired


def rate(current: Array) -> Array:
    """Spikes per second for a constant current, from the formula."""
    drive, height = RESISTANCE * np.asarray(current, float), THRESHOLD - REST
    above = drive > height
    safe = np.where(above, drive, 2 * height)  # any value above the threshold
    period = REFRACTORY + TAU * np.log(safe / (safe - height))  # ms
    return np.where(above, 1000 / period, 0.0)


# --8<-- [end:lif]


# --8<-- [start:neuron]
def artificial_neuron(x: Array, w: Array, b: float) -> dict[str, float]:
    """One weighted sum, three ways to answer."""
    z = float(x @ w + b)
    return {
        "z": z,
        "step": float(z > 0),
        "ReLU": max(0.0, z),
        "sigmoid": 1 / (1 + np.exp(-z)),
    }


# --8<-- [end:neuron]


@cache
def measured(noise: float, seed: int = 0) -> tuple[Array, Array]:
    """Currents (nA) and spikes per second in 2 s; noise in mV per square root of ms."""
    currents, dt = np.linspace(0, 4, 17), 0.1
    steps = 20_000
    rng = np.random.default_rng(seed)
    jump = noise * np.sqrt(dt) * rng.normal(size=(steps, len(currents)))
    _, fired = simulate(np.tile(currents, (steps, 1)), dt, jump)
    return currents, fired.sum(axis=0) / (steps * dt / 1000)


def relu_fit(currents: Array, rates: Array) -> tuple[float, float]:
    """Slope and corner of the ReLU closest to the rates in mean square."""
    best = (np.inf, 0.0, 0.0)
    for corner in np.linspace(0, 2, 201):
        x = np.maximum(currents - corner, 0)
        slope = float(x @ rates / (x @ x))
        best = min(best, (float(((slope * x - rates) ** 2).mean()), slope, corner))
    return best[1], best[2]


def main() -> None:
    """Print and assert the numbers of the page."""
    answer = artificial_neuron(np.array([1, 0.5, -1]), np.array([0.8, -0.4, 0.3]), 0.1)
    print("artificial neuron ", ", ".join(f"{k} {v:.2f}" for k, v in answer.items()))
    print(f"exp(-0.4) = {np.exp(-0.4):.4f}")

    print("\nconstant 2 nA, steps of 2 ms")
    voltage, fired = simulate(np.full((20, 1), 2.0), dt=2.0)
    above_rest = voltage[:, 0] - REST
    print("mV above rest", " ".join(f"{u:.2f}" for u in above_rest[:4]), "...", end=" ")
    print(" ".join(f"{u:.2f}" for u in above_rest[11:14]))
    first = int(fired[:, 0].argmax()) + 1
    print(f"first spike in step {first}, at {2 * first} ms")
    assert first == 14
    assert np.allclose(above_rest[:2], [2, 3.8])
    exact = TAU * np.log(20 / 5)
    print(f"ln 4 = {np.log(4):.4f}, exact {exact:.2f} ms, ", end="")
    print(f"rate {rate(2.0):.1f} per second")

    print("\nspikes per second: formula, simulation with steps of 0.1 ms")
    currents, rates = measured(0.0)
    for k in (4, 6, 7, 8, 12, 16):
        print(f"{currents[k]:.2f} nA {rate(currents[k]):6.1f} {rates[k]:6.1f}")
    assert np.abs(rate(currents) - rates).max() < 1

    fine = np.linspace(0, 4, 401)
    slope, corner = relu_fit(fine, rate(fine))
    error = np.abs(slope * np.maximum(fine - corner, 0) - rate(fine))
    print(f"closest ReLU: {slope:.1f} * max(0, I - {corner:.2f}), ", end="")
    print(f"mean error {error.mean():.1f} per second, largest {error.max():.1f}")

    print("\nwith noise, five seeds, mean (min to max)")
    noisy = np.array([measured(1.0, seed)[1] for seed in range(5)])  # (5, 17)
    for k in (4, 5, 6, 8, 16):
        column = noisy[:, k]
        print(f"{currents[k]:.2f} nA {column.mean():6.1f} ", end="")
        print(f"({column.min():.1f} to {column.max():.1f})")

    print("\ntwo inputs of 20 spikes per second, 8 mV each")
    decay = np.exp(-25 / TAU)
    print(f"together {8 + 8} mV, alternating: decay {decay:.4f}, left {8 * decay:.2f}")
    print(f"1 - decay {1 - decay:.4f}, after two {8 + 8 * decay:.2f}, ", end="")
    print(f"in the end {8 / (1 - decay):.2f} mV")


if __name__ == "__main__":
    main()
