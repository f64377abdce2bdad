"""Exercise 2: keep one state in k, recompute the others, get the same gradient."""

import numpy as np
from scratch import Array, backward, forward


def checkpointed(
    d_hs: Array, x: Array, h0: Array, params: tuple[Array, ...], k: int
) -> tuple[dict[str, Array], int]:
    """Gradients of the parameters, and the largest number of states held at once."""
    kept = [h0]  # the state before each window
    for s in range(0, len(x), k):
        kept.append(forward(x[s : s + k], kept[-1], *params)[-1].copy())
    total: dict[str, Array] = {}
    later, most = np.zeros_like(h0), 0
    for i in reversed(range(len(kept) - 1)):
        s = slice(i * k, i * k + k)
        states = forward(x[s], kept[i], *params)  # once more
        most = max(most, len(kept) + len(states))
        d = d_hs[s].copy()
        d[-1] += later  # what the next window sends back: not thrown away
        part = backward(d, x[s], states, params[1])
        later = part["h0"]
        for name in ("w_x", "w_h", "b"):
            total[name] = total.get(name, 0.0) + part[name]
    return total, most


if __name__ == "__main__":
    rng = np.random.default_rng(0)
    steps, n, d, units = 900, 2, 3, 5
    x, h0 = rng.normal(size=(steps, n, d)), np.zeros((n, units))
    shapes = ((d, units), (units, units), (units,))
    params = tuple(0.5 * rng.normal(size=s) for s in shapes)
    d_hs = rng.normal(size=(steps, n, units))
    full = backward(d_hs, x, forward(x, h0, *params), params[1])
    print("states held at once, of 901")
    for k in (10, 30, 100):
        grads, most = checkpointed(d_hs, x, h0, params, k)
        assert all(np.allclose(grads[name], full[name]) for name in grads)
        print(f"  windows of {k:>3}: {most}")
    print("all gradients equal those of full BPTT")
