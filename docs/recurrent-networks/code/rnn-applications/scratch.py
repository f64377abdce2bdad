"""Perplexity, temperature, forecast errors and a GRU that reads a stream."""

import numpy as np

Array = np.ndarray


# --8<-- [start:measures]
def perplexity(p: Array) -> float:
    """exp of the mean of -ln p, over the probabilities of the words that came (T,)."""
    return float(np.exp(-np.log(p).mean()))


def softmax(logits: Array, temperature: float = 1.0) -> Array:
    """Probabilities (V,) of logits (V,) divided by a temperature."""
    e = np.exp((logits - logits.max()) / temperature)
    return e / e.sum()


def mae(guess: Array, truth: Array) -> float:
    """Mean absolute error."""
    return float(np.abs(guess - truth).mean())


def mase(guess: Array, truth: Array, past: Array, season: int) -> float:
    """Error relative to that of the seasonal naive rule on the training part."""
    return mae(guess, truth) / mae(past[:-season], past[season:])


# --8<-- [end:measures]


# --8<-- [start:stream]
def sigmoid(z: Array) -> Array:
    return 1.0 / (1.0 + np.exp(-z))


def gru_step(x: Array, h: Array, p: dict[str, Array]) -> Array:
    """One step: x (N, d) and old state h (N, units) to the new state (N, units)."""
    units = h.shape[1]
    a = x @ p["w_x"] + p["b_x"]  # (N, 3 * units), blocks r, u, candidate
    b = h @ p["w_h"] + p["b_h"]  # (N, 3 * units)
    r = sigmoid(a[:, :units] + b[:, :units])
    u = sigmoid(a[:, units : 2 * units] + b[:, units : 2 * units])
    g = np.tanh(a[:, 2 * units :] + r * b[:, 2 * units :])
    return (1 - u) * g + u * h


def whole(x: Array, p: dict[str, Array]) -> Array:
    """All states (N, T, units) of sequences (N, T, d) from a zero state."""
    h = np.zeros((len(x), p["w_h"].shape[0]))
    states = []
    for t in range(x.shape[1]):
        h = gru_step(x[:, t], h, p)
        states.append(h)
    return np.stack(states, axis=1)


class Stream:
    """Reads a sequence piece by piece; all it keeps of the past is `state`."""

    def __init__(self, p: dict[str, Array], n: int = 1) -> None:
        self.p, self.state = p, np.zeros((n, p["w_h"].shape[0]))

    def push(self, x: Array) -> Array:
        """New inputs (N, steps, d) to their states (N, steps, units)."""
        out = []
        for t in range(x.shape[1]):
            self.state = gru_step(x[:, t], self.state, self.p)
            out.append(self.state)
        return np.stack(out, axis=1)


# --8<-- [end:stream]


def parameters(d: int, units: int, seed: int) -> dict[str, Array]:
    """Random weights in the row convention."""
    rng = np.random.default_rng(seed)
    shapes = {"w_x": (d, 3 * units), "w_h": (units, 3 * units)}
    shapes |= {"b_x": (3 * units,), "b_h": (3 * units,)}
    return {name: 0.4 * rng.normal(size=s) for name, s in shapes.items()}


def main() -> None:
    """The worked example, then the stream."""
    p = np.array([0.25, 0.5, 0.125, 0.5])
    print("-ln p:", " ".join(f"{v:.4f}" for v in -np.log(p)))
    print(f"sum {-np.log(p).sum():.4f}, mean {-np.log(p).mean():.4f}")
    print(f"perplexity {perplexity(p):.4f}; in bits {-np.log2(p).mean():.4f}")
    assert np.isclose(perplexity(p), 2 ** (-np.log2(p).mean()))
    assert np.isclose(perplexity(np.full(7, 1 / 22)), 22)

    logits = np.array([2.0, 1.0, 0.0])
    for tau in (0.5, 1.0, 2.0):
        q = softmax(logits, tau)
        print(f"temperature {tau}: " + " ".join(f"{v:.4f}" for v in q))

    past = np.array([10.0, 14, 11, 15, 12, 16])
    truth, guess = np.array([13.0, 17]), np.array([12.5, 15])
    naive = past[-2:]
    print(f"errors: model {mae(guess, truth):.4f}, naive {mae(naive, truth):.4f}")
    print(f"MASE, season 2: {mase(guess, truth, past, 2):.4f}")

    p = parameters(3, 5, 0)
    x = np.random.default_rng(1).normal(size=(2, 60, 3))  # (N, T, d)
    full = whole(x, p)
    stream, pieces, start = Stream(p, 2), [], 0
    for size in (1, 7, 20, 1, 31):
        pieces.append(stream.push(x[:, start : start + size]))
        start += size
    gap = np.abs(np.concatenate(pieces, axis=1) - full).max()
    print(f"60 steps in 5 pieces: same states as at once: {gap == 0.0 or gap < 1e-12}")
    assert gap < 1e-12
    restart = np.abs(whole(x[:, 28:], p)[:, 0] - full[:, 28]).max()
    print(f"state thrown away before step 29: off by more than 0.1: {restart > 0.1}")
    units, layers, width = 256, 4, 256
    print(f"memory per stream, GRU with {units} units: {units:,} numbers")
    for steps in (100, 10_000):
        cache = 2 * layers * width * steps
        print(f"  keys and values of {layers} layers, {steps:,} steps: {cache:,}")


if __name__ == "__main__":
    main()
