"""RNN, GRU and LSTM in one file: forward, backward, starts, and gradient norms.

Row convention; gates in the order of PyTorch: GRU r, u, g; LSTM i, f, g, o.
"""

import numpy as np
from scratch import Array, orthogonal

BLOCKS = {"RNN": 1, "GRU": 3, "LSTM": 4}


def sigmoid(z: Array) -> Array:
    """Logistic function."""
    return 1.0 / (1.0 + np.exp(-z))


def start(
    kind: str, d: int, units: int, rng: np.random.Generator, bias: float = 0.0
) -> list[Array]:
    """w_x, w_h, b as PyTorch draws them; then the keep bias, or orthogonal w_h.

    bias sets the forget gate (LSTM) or the update gate (GRU), if it is not 0.
    """
    r, wide = 1.0 / np.sqrt(units), BLOCKS[kind.split()[0]] * units
    params = [rng.uniform(-r, r, size=s) for s in ((d, wide), (units, wide), (wide,))]
    if kind == "RNN orthogonal":
        params[1] = orthogonal(units, rng)
    if bias:
        params[2][units : 2 * units] = bias  # the second block of both
    return params


def forward(
    kind: str, x: Array, w_x: Array, w_h: Array, b: Array
) -> tuple[Array, list[tuple[Array, ...]]]:
    """Run x (T, N, d); return the last state (N, h) and a cache per step."""
    units = w_h.shape[0]
    h, c = np.zeros((x.shape[1], units)), np.zeros((x.shape[1], units))
    cache: list[tuple[Array, ...]] = []
    for z_x in x @ w_x + b:  # (N, blocks * h) at every step
        z_h, old = h @ w_h, h
        if kind == "GRU":
            ru = sigmoid(z_x[:, : 2 * units] + z_h[:, : 2 * units])
            r, u = ru[:, :units], ru[:, units:]
            g = np.tanh(z_x[:, 2 * units :] + r * z_h[:, 2 * units :])
            h = u * old + (1.0 - u) * g
            cache.append((old, r, u, g, z_h[:, 2 * units :]))
        elif kind == "LSTM":
            z = z_x + z_h
            gates, g = sigmoid(z), np.tanh(z[:, 2 * units : 3 * units])
            i, f, o = (gates[:, k * units : (k + 1) * units] for k in (0, 1, 3))
            c_old, c = c, f * c + i * g
            tanh_c = np.tanh(c)
            h = o * tanh_c
            cache.append((old, c_old, i, f, g, o, tanh_c))
        else:
            h = np.tanh(z_x + z_h)
            cache.append((old, h))
    return h, cache


def backward(
    kind: str, d_h: Array, x: Array, w_x: Array, w_h: Array, cache: list
) -> tuple[list[Array], Array]:
    """From dL/dH_T (N, h) to the gradients of w_x, w_h, b and of x (T, N, d)."""
    d_z, d_wh, d_c = np.empty((*x.shape[:2], w_x.shape[1])), np.zeros_like(w_h), 0.0
    for t in reversed(range(len(x))):
        if kind == "GRU":
            old, r, u, g, z_hg = cache[t]
            d_g = d_h * (1.0 - u) * (1.0 - g**2)  # dL/dZ of the candidate
            d_r = d_g * z_hg * r * (1.0 - r)
            d_u = d_h * (old - g) * u * (1.0 - u)
            d_z[t] = np.concatenate([d_r, d_u, d_g], axis=1)
            through = np.concatenate([d_r, d_u, d_g * r], axis=1)
            d_h = d_h * u + through @ w_h.T
        elif kind == "LSTM":
            old, c_old, i, f, g, o, tanh_c = cache[t]
            d_c = d_c + d_h * o * (1.0 - tanh_c**2)
            parts = [d_c * g * i * (1.0 - i), d_c * c_old * f * (1.0 - f)]
            parts += [d_c * i * (1.0 - g**2), d_h * tanh_c * o * (1.0 - o)]
            d_z[t] = through = np.concatenate(parts, axis=1)
            d_c, d_h = d_c * f, through @ w_h.T
        else:
            old, h = cache[t]
            d_z[t] = through = d_h * (1.0 - h**2)
            d_h = through @ w_h.T
        d_wh += old.T @ through
    flat = d_z.reshape(-1, d_z.shape[2])
    d_wx = x.reshape(-1, x.shape[2]).T @ flat
    return [d_wx, d_wh, flat.sum(axis=0)], d_z @ w_x.T


CASES = {  # name on the page: (kind, keep bias)
    "RNN": ("RNN", 0.0),
    "RNN, orthogonal": ("RNN orthogonal", 0.0),
    "LSTM": ("LSTM", 0.0),
    "LSTM, bias 3": ("LSTM", 3.0),
    "GRU": ("GRU", 0.0),
    "GRU, bias 3": ("GRU", 3.0),
}
STEPS, SEEDS = 60, range(5)


def norms_over_time(name: str, seed: int) -> Array:
    """Norm of dL/dX_t for a loss at step T = 60, step T = 1; shape (T,)."""
    kind, bias = CASES[name]
    rng = np.random.default_rng(seed)
    w_x, w_h, b = start(kind, 8, 32, rng, bias)
    x, d_h = rng.normal(size=(STEPS, 16, 8)), rng.normal(size=(16, 32))
    kind = kind.split()[0]
    _, cache = forward(kind, x, w_x, w_h, b)
    _, d_x = backward(kind, d_h, x, w_x, w_h, cache)
    norms = np.linalg.norm(d_x, axis=(1, 2))
    return norms / norms[-1]


def all_norms() -> dict[str, Array]:
    """Norms (seeds, T) for every case."""
    return {
        name: np.stack([norms_over_time(name, seed) for seed in SEEDS])
        for name in CASES
    }


if __name__ == "__main__":
    print(f"norm of dL/dX_t, loss at step {STEPS}, relative to step {STEPS}; 5 seeds")
    print("                   step 40           step 1    factor per step")
    for name, norms in all_norms().items():
        middle, first = (np.exp(np.log(norms[:, t]).mean()) for t in (39, 0))
        factor = first ** (1 / (STEPS - 1))
        print(f"{name:<16} {middle:>9.0e}  {first:>15.0e}  {factor:>12.2f}")
    for bias in (0, 1, 3):
        gate = float(sigmoid(np.array(float(bias))))
        print(f"bias {bias}: gate {gate:.4f}, about {1 / (1 - gate):.0f} steps")
    print(f"for 40 steps: bias ln 39 = {np.log(39):.2f}")
