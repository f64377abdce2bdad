"""Truncated BPTT measured: what a window of k steps can learn, and what it stores."""

import tracemalloc

import numpy as np
from scratch import Array, backward, forward

LAG, UNITS, STEPS, BATCH = 5, 16, 24, 16
UPDATES, RATE = 250, 0.01
WINDOWS = (1, 2, 3, 4, 6, 8, 12, 24)
SEEDS = range(5)


# --8<-- [start:truncated]
def truncated(
    d_hs: Array, x: Array, states: Array, w_h: Array, k: int
) -> dict[str, Array]:
    """As backward, but no gradient crosses the border of a window of k steps."""
    total: dict[str, Array] = {}
    for s in range(0, len(x), k):
        part = backward(d_hs[s : s + k], x[s : s + k], states[s : s + k + 1], w_h)
        for name in ("w_x", "w_h", "b"):  # part["h0"] is thrown away
            total[name] = total.get(name, 0.0) + part[name]
    return total


# --8<-- [end:truncated]


def start(rng: np.random.Generator) -> list[Array]:
    """w_x, w_h, b of one input, then readout weights and bias."""
    r = 1.0 / np.sqrt(UNITS)
    shapes = ((1, UNITS), (UNITS, UNITS), (UNITS,), (UNITS,), (1,))
    return [rng.uniform(-r, r, size=s) for s in shapes]


def echo_batch(rng: np.random.Generator, n: int) -> tuple[Array, Array]:
    """Random bits (T, N, 1); the answer (T, N) is the bit LAG steps back."""
    bits = rng.choice([-1.0, 1.0], size=(STEPS + LAG, n))
    return bits[LAG:, :, None], (bits[:-LAG] > 0).astype(float)


def echo(k: int, seed: int, frozen: bool = False) -> float:
    """Train with gradients cut to windows of k steps; return the test accuracy."""
    rng = np.random.default_rng(seed)
    params = start(rng)
    first = [np.zeros_like(p) for p in params]
    second = [np.zeros_like(p) for p in params]
    for u in range(1, UPDATES + 1):
        x, y = echo_batch(rng, BATCH)
        w_x, w_h, b, v, v0 = params
        states = forward(x, np.zeros((BATCH, UNITS)), w_x, w_h, b)
        logits = states[1:] @ v + v0  # (T, N)
        d_logits = (1.0 / (1.0 + np.exp(-logits)) - y) / y.size
        d_logits[:LAG] = 0.0  # the answer of these steps was never shown
        g = truncated(d_logits[:, :, None] * v, x, states, w_h, k)
        d_v = np.einsum("tnh,tn->h", states[1:], d_logits)
        grads = [g["w_x"], g["w_h"], g["b"], d_v, d_logits.sum(keepdims=True)[0]]
        if frozen:
            grads[:3] = [np.zeros_like(g) for g in grads[:3]]
        norm = np.sqrt(sum(float((g**2).sum()) for g in grads))
        for p, g, m, s in zip(params, grads, first, second, strict=True):
            g = g * min(1.0, 1.0 / norm)
            m += 0.1 * (g - m)
            s += 0.001 * (g**2 - s)
            p -= RATE * m / (1 - 0.9**u) / (np.sqrt(s / (1 - 0.999**u)) + 1e-8)
    x, y = echo_batch(np.random.default_rng(99), 1000)
    states = forward(x, np.zeros((1000, UNITS)), *params[:3])
    logits = states[1:] @ params[3] + params[4]
    return float(np.mean((logits > 0)[LAG:] == (y > 0)[LAG:]))


def results() -> dict[int | str, list[float]]:
    """Accuracy of every seed by window, and with the recurrent part left as drawn."""
    runs: dict[int | str, list[float]] = {
        k: [echo(k, seed) for seed in SEEDS] for k in WINDOWS
    }
    return runs | {"frozen": [echo(LAG, seed, frozen=True) for seed in SEEDS]}


def peak_megabytes(window: int, steps: int = 2000) -> float:
    """Most memory that a forward pass takes when it keeps one window of states."""
    n, d, units = 32, 8, 64
    rng = np.random.default_rng(0)
    params = [0.1 * rng.normal(size=s) for s in ((d, units), (units, units), (units,))]
    x, h = rng.normal(size=(steps, n, d)), np.zeros((n, units))
    tracemalloc.start()
    for s in range(0, steps, window):
        states = forward(x[s : s + window], h, *params)
        h = states[-1].copy()  # the value goes on; the way back would come here
        del states
    peak = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    return peak


if __name__ == "__main__":
    runs = results()
    print(f"name the bit {LAG} steps back; guessing: 50%; 5 seeds")
    print("window k   worst   mean   best")
    for name, values in runs.items():
        low, mean, high = min(values), sum(values) / len(values), max(values)
        label = "readout only" if name == "frozen" else f"{name:>8}    "
        print(f"{label}{low:>5.0%}{mean:>8.0%}{high:>7.0%}")
        if name != "frozen":
            assert (low > 0.95) == (int(name) > LAG)
    full, cut = peak_megabytes(2000), peak_megabytes(50)
    print(f"states of 2,000 steps: {full:.0f} MB; windows of 50: {cut:.1f} MB")
    print("linear unit with w = 0.9, all inputs 1: share of the gradient kept")
    for k in (5, 10, 20):
        print(f"  last {k:>2} steps: {1 - 0.9**k:.2f}")
    size = 32 * 512 * 4  # bytes of H_t in float32 with N = 32, h = 512
    print(f"H of 10,000 steps, N = 32, h = 512: {10_000 * size / 1e9:.2f} GB")
    print(f"  windows of 50: {50 * size / 1e6:.1f} MB")
