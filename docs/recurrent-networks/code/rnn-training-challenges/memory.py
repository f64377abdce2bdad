"""Memory measured: accuracy against the delay for RNN, GRU and LSTM."""

import numpy as np
from cells import CASES, Array, backward, forward, start

SYMBOLS, BATCH, UPDATES = 4, 32, 120
DELAYS, SEEDS = (5, 10, 20, 40), range(5)
UNITS = {"RNN": 32, "GRU": 16, "LSTM": 14}  # about 1,200 parameters each


# --8<-- [start:task]
def batch(rng: np.random.Generator, n: int, delay: int) -> tuple[Array, Array]:
    """Inputs (delay + 1, n, 5): one of four symbols at step 1, then noise only."""
    x = np.zeros((delay + 1, n, SYMBOLS + 1))
    label = rng.integers(0, SYMBOLS, size=n)  # (n,)
    x[0, np.arange(n), label] = 1.0
    x[1:, :, SYMBOLS] = rng.normal(size=(delay, n))
    return x, label


# --8<-- [end:task]


def run(name: str, delay: int, seed: int) -> float:
    """Train with Adam and clipping, then return the accuracy on new sequences."""
    kind, bias = CASES[name]
    cell = kind.split()[0]
    units = UNITS[cell]
    rng = np.random.default_rng(seed)
    params = start(kind, SYMBOLS + 1, units, rng, bias)
    r = 1.0 / np.sqrt(units)
    params += [rng.uniform(-r, r, size=(units, SYMBOLS)), np.zeros(SYMBOLS)]
    first = [np.zeros_like(p) for p in params]
    second = [np.zeros_like(p) for p in params]
    hits = 0.0
    for step in range(1, UPDATES + 1):
        x, label = batch(rng, BATCH, delay)
        h, cache = forward(cell, x, *params[:3])
        logits = h @ params[3] + params[4]  # (N, 4)
        p = np.exp(logits - logits.max(axis=1, keepdims=True))
        p /= p.sum(axis=1, keepdims=True)
        hits = 0.9 * hits + 0.1 * float(np.mean(p.argmax(axis=1) == label))
        p[np.arange(BATCH), label] -= 1.0
        d = p / BATCH  # dL/dlogits
        grads, _ = backward(cell, d @ params[3].T, x, *params[:2], cache)
        grads += [h.T @ d, d.sum(axis=0)]
        norm = np.sqrt(sum(float((g**2).sum()) for g in grads))
        for q, g, m, s in zip(params, grads, first, second, strict=True):
            g = g * min(1.0, 1.0 / norm)
            m += 0.1 * (g - m)
            s += 0.001 * (g**2 - s)
            q -= 0.01 * m / (1 - 0.9**step) / (np.sqrt(s / (1 - 0.999**step)) + 1e-8)
        if hits > 0.995:
            break
    x, label = batch(np.random.default_rng(99), 1000, delay)
    h, _ = forward(cell, x, *params[:3])
    return float(np.mean((h @ params[3] + params[4]).argmax(axis=1) == label))


def results() -> dict[str, dict[int, list[float]]]:
    """Accuracy of every seed by model and delay."""
    return {
        name: {delay: [run(name, delay, seed) for seed in SEEDS] for delay in DELAYS}
        for name in CASES
    }


if __name__ == "__main__":
    print("runs that keep the symbol (of 5), and mean accuracy; guessing: 25%")
    print("delay" + " " * 14 + "".join(f"{delay:>12}" for delay in DELAYS))
    for name, by_delay in results().items():
        row = f"{name:<19}"
        for runs in by_delay.values():
            solved, mean = sum(a > 0.95 for a in runs), sum(runs) / len(runs)
            row += f"{solved:>6}{mean:>6.0%}"
        print(row)
    for name in ("RNN", "GRU", "LSTM"):
        params = start(name, SYMBOLS + 1, UNITS[name], np.random.default_rng(0))
        print(f"{name}: {sum(p.size for p in params):,} parameters")
