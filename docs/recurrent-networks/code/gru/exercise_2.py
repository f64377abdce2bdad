"""Exercise 2: weights of the other convention, where the update gate writes."""

import numpy as np
import scratch
from scratch import Array, sigmoid


def forward_writing(x: Array, w_x: Array, w_h: Array, b: Array) -> Array:
    """As in the paper of 2014 on the comparison: H = (1 - V) H + V G, gate V writes."""
    k = w_h.shape[0]
    h, hs = np.zeros((x.shape[1], k)), []
    for x_t in x:
        z = x_t @ w_x + b
        r = sigmoid(z[:, :k] + h @ w_h[:, :k])
        v = sigmoid(z[:, k : 2 * k] + h @ w_h[:, k : 2 * k])
        g = np.tanh(z[:, 2 * k :] + (r * h) @ w_h[:, 2 * k :])
        h = (1.0 - v) * h + v * g
        hs.append(h)
    return np.stack(hs)


# --8<-- [start:convert]
def convert(w_x: Array, w_h: Array, b: Array) -> list[Array]:
    """Turn a gate that writes into one that keeps: change the sign of its block."""
    k = w_h.shape[0]
    sign = np.repeat([1.0, -1.0, 1.0], k)  # (3h,): r, u, g
    return [w_x * sign, w_h * sign, b * sign]


# --8<-- [end:convert]

if __name__ == "__main__":
    rng = np.random.default_rng(0)
    x = rng.normal(size=(6, 3, 2))  # (T, N, d)
    params = [rng.normal(size=s) for s in ((2, 12), (4, 12), (12,))]
    theirs = forward_writing(x, *params)
    zero = np.zeros(12)
    wrong, _ = scratch.forward(x, *params, zero, False)
    right, _ = scratch.forward(x, *convert(*params), zero, False)
    assert np.allclose(right, theirs)
    print(f"copied unchanged: largest difference {np.abs(wrong - theirs).max():.1f}")
    print("block converted:  equal")
