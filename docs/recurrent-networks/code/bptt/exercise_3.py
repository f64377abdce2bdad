"""Exercise 3: real-time recurrent learning, the gradient on the way forward."""

import numpy as np
from scratch import Array, backward, forward


def rtrl(errors_of: Array, x: Array, w_x: Array, w_h: Array, b: Array) -> Array:
    """dL/dW_h for one sequence x (T, d) and L = sum of errors_of * H; no way back."""
    units = len(b)
    h, s = np.zeros(units), np.zeros((units, units, units))
    # s[k, i, j] = d h_k / d w_h[i, j]
    total = np.zeros_like(w_h)
    for x_t, g_t in zip(x, errors_of, strict=True):
        through = np.einsum("mij,mk->kij", s, w_h)  # by the old state: h^4 products
        through[np.arange(units), :, np.arange(units)] += h  # by the weight itself
        h = np.tanh(x_t @ w_x + h @ w_h + b)
        s = (1.0 - h**2)[:, None, None] * through
        total += np.einsum("k,kij->ij", g_t, s)
    return total


if __name__ == "__main__":
    rng = np.random.default_rng(0)
    steps, d, units = 40, 2, 6
    x, g = rng.normal(size=(steps, d)), rng.normal(size=(steps, units))
    shapes = ((d, units), (units, units), (units,))
    params = [0.5 * rng.normal(size=s) for s in shapes]
    states = forward(x[:, None], np.zeros((1, units)), *params)
    full = backward(g[:, None], x[:, None], states, params[1])["w_h"]
    assert np.allclose(rtrl(g, x, *params), full)
    print("RTRL equals BPTT for", units * units, "recurrent weights")
    print("numbers kept, any number of steps:", units + units**3)
    print("BPTT keeps, 40 steps:", units * (steps + 1))
    for h in (6, 128):
        print(f"h = {h}: RTRL needs more memory than BPTT below {h**2:,} steps")
        assert h**3 + h == h * (h**2 + 1)  # equal at T = h^2, with H_0 stored
