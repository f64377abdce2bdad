"""Experiments: a bit kept through distractors, and gradient norms over time."""

from collections.abc import Callable

import numpy as np
from scratch import Array, backward, forward, sigmoid

EARLY = 5  # the bit to keep is marked in one of the first 5 steps


# --8<-- [start:task]
def recall_batch(rng: np.random.Generator, n: int, steps: int) -> tuple[Array, Array]:
    """Inputs (T, N, 2): a random bit at every step, and a flag on the one to keep."""
    x = np.zeros((steps, n, 2))
    x[:, :, 0] = rng.choice([-1.0, 1.0], size=(steps, n))
    at = rng.integers(0, EARLY, size=n)
    x[at, np.arange(n), 1] = 1.0
    return x, (x[at, np.arange(n), 0] > 0)[None].astype(float)  # labels (1, N)


# --8<-- [end:task]


def latest_batch(rng: np.random.Generator, n: int, steps: int) -> tuple[Array, Array]:
    """As above with many flags; the labels (T, N) are the newest flagged bits."""
    x = np.zeros((steps, n, 2))
    x[:, :, 0] = rng.choice([-1.0, 1.0], size=(steps, n))
    x[:, :, 1] = rng.random((steps, n)) < 0.2
    x[0, :, 1] = 1.0
    newest = np.maximum.accumulate(np.arange(steps)[:, None] * (x[:, :, 1] > 0), axis=0)
    return x, (np.take_along_axis(x[:, :, 0], newest, axis=0) > 0).astype(float)


def rnn_forward(x: Array, w_x: Array, w_h: Array, b: Array) -> Array:
    """Hidden states (T + 1, N, h) of a tanh RNN, the zero state first."""
    hs = [np.zeros((x.shape[1], w_h.shape[0]))]
    for x_t in x:
        hs.append(np.tanh(x_t @ w_x + hs[-1] @ w_h + b))
    return np.stack(hs)


def rnn_backward(d_hs: Array, x: Array, w_h: Array, hs: Array) -> dict[str, Array]:
    """Gradients of the parameters, and dL/dH_t for every t under the key "h"."""
    d_wx, d_wh, d_b = 0.0, 0.0, 0.0
    d_states, from_later = np.zeros_like(d_hs), np.zeros_like(d_hs[0])
    for t in reversed(range(len(x))):
        d_states[t] = d_hs[t] + from_later
        d_z = d_states[t] * (1.0 - hs[t + 1] ** 2)
        d_wx, d_wh = d_wx + x[t].T @ d_z, d_wh + hs[t].T @ d_z
        d_b, from_later = d_b + d_z.sum(axis=0), d_z @ w_h.T
    return {"w_x": d_wx, "w_h": d_wh, "b": d_b, "h": d_states}


def new_parameters(
    rng: np.random.Generator, d: int, units: int, blocks: int, forget_bias: float
) -> list[Array]:
    """w_x, w_h, b from the uniform range PyTorch uses; the forget bias set by hand."""
    r, wide = 1.0 / np.sqrt(units), blocks * units
    params = [rng.uniform(-r, r, size=s) for s in ((d, wide), (units, wide), (wide,))]
    if blocks == 4:
        params[2][units : 2 * units] = forget_bias
    return params


def loss_gradients(
    x: Array, y: Array, params: list[Array]
) -> tuple[Array, list[Array]]:
    """Logits (K, N) of the last K = len(y) steps, and the cross-entropy gradients."""
    w_x, w_h, b, v, v0 = params
    is_lstm = w_x.shape[1] == 4 * w_h.shape[0]
    states = np.zeros((0,))
    if is_lstm:
        hs, cache = forward(x, w_x, w_h, b)
    else:
        states = rnn_forward(x, w_x, w_h, b)
        hs = states[1:]
    read = hs[-len(y) :]  # (K, N, h)
    logits = read @ v + v0
    d_logits = (sigmoid(logits) - y) / y.size
    d_hs = np.zeros_like(hs)
    d_hs[-len(y) :] = d_logits[:, :, None] * v
    grads = (
        backward(d_hs, x, w_x, w_h, cache)
        if is_lstm
        else rnn_backward(d_hs, x, w_h, states)
    )
    head = [np.einsum("knh,kn->h", read, d_logits), d_logits.sum(keepdims=True)[0]]
    return logits, [grads["w_x"], grads["w_h"], grads["b"], *head]


def train(
    blocks: int,
    steps: int,
    units: int,
    forget_bias: float,
    seed: int,
    updates: int = 250,
    task: Callable[..., tuple[Array, Array]] = recall_batch,
) -> tuple[float, list[Array]]:
    """Train with Adam and clipping; return test accuracy and parameters.

    Stops early once the running training accuracy passes 0.99.
    """
    rng = np.random.default_rng(seed)
    params = new_parameters(rng, 2, units, blocks, forget_bias)
    r = 1.0 / np.sqrt(units)
    params += [rng.uniform(-r, r, size=units), rng.uniform(-r, r, size=1)]
    first = [np.zeros_like(p) for p in params]
    second = [np.zeros_like(p) for p in params]
    hits = 0.0
    for u in range(1, updates + 1):
        x, y = task(rng, 64, steps)
        logits, grads = loss_gradients(x, y, params)
        norm = np.sqrt(sum(float((g**2).sum()) for g in grads))
        for p, g, m, s in zip(params, grads, first, second, strict=True):
            g = g * min(1.0, 1.0 / norm)
            m += 0.1 * (g - m)
            s += 0.001 * (g**2 - s)
            p -= 0.02 * m / (1 - 0.9**u) / (np.sqrt(s / (1 - 0.999**u)) + 1e-8)
        hits = 0.9 * hits + 0.1 * float(np.mean((logits > 0) == (y > 0)))
        if hits > 0.99:
            break
    x, y = task(np.random.default_rng(99), 1000, steps)
    logits, _ = loss_gradients(x, y, params)
    return float(np.mean((logits > 0) == (y > 0))), params


MODELS = {  # name: (blocks, units, forget bias)
    "RNN, 16 units": (1, 16, 0.0),
    "LSTM, 8 units, forget bias 0": (4, 8, 0.0),
    "LSTM, 8 units, forget bias 1": (4, 8, 1.0),
    "LSTM, 8 units, forget bias 3": (4, 8, 3.0),
}


def gate_trace(steps: int = 20) -> dict[str, Array]:
    """Train a one-unit LSTM, then run it on one sequence; values (T,) by name."""
    accuracy, params = train(4, steps, 1, 3.0, 2, 600, latest_batch)
    assert accuracy > 0.97, accuracy
    x, _ = latest_batch(np.random.default_rng(5), 1, steps)
    hs, cache = forward(x, *params[:3])
    names = ("i", "f", "g", "o", "c")
    trace = {n: np.array([s[k].item() for s in cache]) for k, n in enumerate(names, 2)}
    return trace | {"h": hs[:, 0, 0], "bit": x[:, 0, 0], "flag": x[:, 0, 1]}


def gradient_norms(steps: int = 50, d: int = 8, units: int = 32) -> dict[str, Array]:
    """Norm of the state gradient at t over that at the last step, before training."""
    rng = np.random.default_rng(0)
    x = rng.normal(size=(steps, 16, d))  # (T, N, d)
    d_hs = np.zeros((steps, 16, units))
    d_hs[-1] = rng.normal(size=(16, units))
    w_x, w_h, b = new_parameters(rng, d, units, 1, 0.0)
    hs = rnn_forward(x, w_x, w_h, b)
    d_h = rnn_backward(d_hs, x, w_h, hs)["h"]
    norms = {"RNN": np.linalg.norm(d_h, axis=(1, 2))}
    w_x, w_h, b = new_parameters(rng, d, units, 4, 0.0)
    for bias in (0, 1, 3):
        b[units : 2 * units] = bias
        _, cache = forward(x, w_x, w_h, b)
        d_c = backward(d_hs, x, w_x, w_h, cache)["c"]
        norms[f"LSTM, forget bias {bias}"] = np.linalg.norm(d_c, axis=(1, 2))
    return {name: n / n[-1] for name, n in norms.items()}


if __name__ == "__main__":
    print("runs that recall the bit (of 3 seeds)   T = 10  T = 20  T = 40")
    solved = {}
    for name, (blocks, units, bias) in MODELS.items():
        counts = []
        for steps in (10, 20, 40):
            runs = [train(blocks, steps, units, bias, seed)[0] for seed in range(3)]
            assert all(a < 0.7 or a > 0.95 for a in runs), (name, steps, runs)
            counts.append(sum(a > 0.95 for a in runs))
        solved[name] = counts
        print(f"{name:<39}" + "".join(f" {c} of 3 " for c in counts))
    assert [solved[n] for n in MODELS] == [[3, 0, 0], [3, 0, 0], [3, 3, 0], [3, 3, 3]]

    print("bias  f = sigmoid(b)  f^20    half-life in steps")
    for bias in (0.0, 1.0, 3.0, 5.0):
        f = sigmoid(np.array(bias)).item()
        half_life = np.log(0.5) / np.log(f)
        print(f"{bias:.0f}     {f:.4f}          {f**20:.4f}  {half_life:.1f}")

    print("gradient at step 1 over gradient at step 50, and factor per step")
    for name, n in gradient_norms().items():
        print(f"{name:<20} {n[0]:.0e}  {n[0] ** (1 / 49):.2f}")

    trace = gate_trace()
    print("one trained unit, first 14 steps of a sequence")
    for name in ("bit", "flag", "i", "f", "g", "o", "c"):
        print(f"{name:<5}" + " ".join(f"{v + 0.0:4.1f}" for v in trace[name][:14]))
    writes = trace["flag"] == 1.0
    assert trace["i"][writes].min() > 0.7 > 0.4 > trace["i"][~writes].max()
    assert trace["f"][writes].max() < 0.4 < 0.8 < trace["f"][~writes].min()
