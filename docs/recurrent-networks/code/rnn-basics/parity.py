"""Running parity: a recurrent layer and a dense network on the same sequences."""

from functools import cache

import numpy as np
from scratch import rnn

Array = np.ndarray
LENGTH, SLOTS, SEEDS = 10, 40, 5
AGES = (0, 2, 4, 16)  # steps before the last one
LENGTHS = (*range(1, 11), 11, 12, 15, 20, 30, 40)


# --8<-- [start:task]
def parity_batch(bits: Array) -> tuple[Array, Array]:
    """bits (N, T) of 0 and 1; inputs (T, N, 1) of -1 and 1, labels (T, N)."""
    x = 2.0 * bits.T[:, :, None] - 1.0
    return x, bits.T.cumsum(axis=0) % 2  # odd number of ones so far?


def prefixes(x: Array) -> Array:
    """The same for a dense network: every prefix, filled up with 0, (T, N, SLOTS)."""
    steps, n, _ = x.shape
    rows = np.zeros((steps, n, SLOTS))
    for t in range(steps):
        rows[t, :, : t + 1] = x[: t + 1, :, 0].T
    return rows


# --8<-- [end:task]


def sigmoid(z: Array) -> Array:
    return 1.0 / (1.0 + np.exp(-z))


def recurrent_step(x: Array, y: Array, p: list[Array]) -> list[Array]:
    """Gradients of the mean cross-entropy of all steps (backpropagation in time)."""
    w_x, w_h, b, v, v0 = p
    hs, _ = rnn(x, w_x, w_h, b)
    d_logits = (sigmoid(hs @ v + v0) - y) / y.size  # (T, N)
    g = [np.zeros_like(q) for q in p]
    g[3], g[4] = np.tensordot(d_logits, hs, 2), d_logits.sum(keepdims=True)[0, :1]
    later = np.zeros_like(hs[0])
    for t in reversed(range(len(x))):
        delta = (d_logits[t][:, None] * v + later) * (1.0 - hs[t] ** 2)
        g[0] += x[t].T @ delta
        g[1] += hs[t - 1].T @ delta if t else 0.0
        g[2] += delta.sum(axis=0)
        later = delta @ w_h.T
    return g


def dense_step(x: Array, y: Array, p: list[Array]) -> list[Array]:
    """The same for one hidden tanh layer on the slots; x (T, N, SLOTS)."""
    w, b, v, v0 = p
    hidden = np.tanh(x @ w + b)  # (T, N, units)
    d_logits = (sigmoid(hidden @ v + v0) - y) / y.size
    delta = d_logits[:, :, None] * v * (1.0 - hidden**2)
    rows, deltas = x.reshape(-1, SLOTS), delta.reshape(-1, len(v))
    g_v = np.tensordot(d_logits, hidden, 2)
    return [
        rows.T @ deltas,
        deltas.sum(axis=0),
        g_v,
        d_logits.sum(keepdims=True)[0, :1],
    ]


def train(
    kind: str, x: Array, y: Array, units: int, seed: int, updates: int = 2000
) -> list[Array]:
    """Adam with clipping and a learning rate that falls to zero; batches of 64."""
    rng = np.random.default_rng(seed)
    n_in = 1 if kind == "rnn" else LENGTH
    shapes = [(x.shape[2], units), (units, units), (units,), (units,), (1,)]
    if kind == "dense":
        del shapes[1]
    r = 1.0 / np.sqrt(units if kind == "rnn" else n_in)
    p = [rng.uniform(-r, r, size=s) for s in shapes]
    first, second = [np.zeros_like(q) for q in p], [np.zeros_like(q) for q in p]
    step = recurrent_step if kind == "rnn" else dense_step
    for u in range(1, updates + 1):
        pick = rng.integers(0, x.shape[1], size=64)
        grads = step(x[:, pick], y[:, pick], p)
        norm = np.sqrt(sum(float((g**2).sum()) for g in grads))
        rate = 0.02 * (1.0 - u / updates)
        for q, g, m, s in zip(p, grads, first, second, strict=True):
            g = g * min(1.0, 1.0 / norm)
            m += 0.1 * (g - m)
            s += 0.001 * (g**2 - s)
            q -= rate * m / (1 - 0.9**u) / (np.sqrt(s / (1 - 0.999**u)) + 1e-8)
    return p


def answers(kind: str, x: Array, p: list[Array]) -> Array:
    """Logits (T, N) of the recurrent or of the dense network."""
    if kind == "rnn":
        return rnn(x, *p[:3])[0] @ p[3] + p[4]
    return np.tanh(prefixes(x) @ p[0] + p[1]) @ p[2] + p[3]


@cache
def results() -> tuple[dict[str, Array], Array, dict[str, int], Array]:
    """Accuracies (SEEDS, lengths) by model, of the RNN at 100, sizes, probes."""
    rng = np.random.default_rng(0)
    every = (np.arange(1024)[:, None] >> np.arange(LENGTH)) & 1  # (1024, 10)
    every = every[rng.permutation(1024)]
    x, y = parity_batch(every[:200])
    unseen = parity_batch(every[200:])
    longer = parity_batch(rng.integers(0, 2, size=(2000, 100)))
    curves, sizes, at_100, probes = {}, {}, [], []
    for kind, units in (("rnn", 8), ("dense", 64)):
        curves[kind] = np.empty((SEEDS, len(LENGTHS)))
        for seed in range(SEEDS):
            inputs = x if kind == "rnn" else prefixes(x)
            p = train(kind, inputs, y, units, seed)
            sizes[kind] = sum(q.size for q in p)
            short = (answers(kind, unseen[0], p) > 0) == (unseen[1] > 0)
            long = (answers(kind, longer[0][:SLOTS], p) > 0) == (longer[1][:SLOTS] > 0)
            for k, n in enumerate(LENGTHS):
                curves[kind][seed, k] = (short if n <= LENGTH else long)[n - 1].mean()
            if kind == "rnn":
                last = answers(kind, longer[0], p)[-1] > 0
                at_100.append(float((last == (longer[1][-1] > 0)).mean()))
                probes.append(probe(longer[0][:30], longer[1][:30], p))
    return curves, np.array(at_100), sizes, np.median(probes, axis=0)


def probe(x: Array, y: Array, p: list[Array]) -> Array:
    """Read the bits of AGES, then the parity, out of the last state: accuracies
    (2, 5) of a linear readout and of the 5 nearest neighbors."""
    last = rnn(x, *p[:3])[1]  # (N, h)
    inputs = np.column_stack([last, np.ones(len(last))])
    train, test = slice(0, 1500), slice(1500, None)
    gaps = ((last[test, None] - last[None, train]) ** 2).sum(axis=2)
    near = np.argsort(gaps, axis=1)[:, :5]  # (500, 5)
    scores = np.empty((2, len(AGES) + 1))
    for k, target in enumerate((*(x[-1 - a, :, 0] for a in AGES), 2 * y[-1] - 1)):
        w = np.linalg.lstsq(inputs[train], target[train], rcond=None)[0]
        guesses = inputs[test] @ w, target[train][near].sum(axis=1)
        scores[:, k] = [np.mean((g > 0) == (target[test] > 0)) for g in guesses]
    return scores


if __name__ == "__main__":
    curves, at_100, sizes, probes = results()
    print("accuracy in %, median of 5 seeds (worst seed)")
    print("parameters      length 5   length 10  length 11  length 40")
    for kind in ("rnn", "dense"):
        cells = []
        for n in (5, 10, 11, 40):
            values = 100 * curves[kind][:, LENGTHS.index(n)]
            cells.append(f"{np.median(values):3.0f} ({values.min():.0f})")
        print(f"{kind:<6} {sizes[kind]:>5,}    " + "  ".join(f"{c:<9}" for c in cells))
    print(f"rnn at length 100: {np.median(at_100):.0%} ({at_100.min():.0%})")
    assert min(curves["rnn"].min(), at_100.min()) > 0.97
    assert 0.9 < curves["dense"][:, LENGTHS.index(10)].max() < 0.99
    assert np.abs(curves["dense"][:, LENGTHS.index(11) :] - 0.5).max() < 0.05
    print("read from the state after 30 bits, in %, to the nearest 10")
    print("bits ago       " + "".join(f"{a:5d}" for a in AGES) + "  parity")
    for name, row in zip(("linear", "5 neighbors"), probes, strict=True):
        print(f"{name:<15}" + "".join(f"{10 * round(10 * v):5d}" for v in row))
