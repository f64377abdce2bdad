"""Backpropagation through time from scratch: full, truncated, and checked."""

import numpy as np

# --8<-- [start:bptt]
Array = np.ndarray


def forward(x: Array, h0: Array, w_x: Array, w_h: Array, b: Array) -> Array:
    """Run x (T, N, d) from h0 (N, h); return H (T + 1, N, h), h0 first."""
    states = np.empty((len(x) + 1, *h0.shape))
    states[0] = h0
    for t, x_t in enumerate(x):
        z = x_t @ w_x + states[t] @ w_h + b  # (N, h)
        states[t + 1] = np.tanh(z)
    return states


def backward(d_hs: Array, x: Array, states: Array, w_h: Array) -> dict[str, Array]:
    """From the loss's own dL_t/dH_t (T, N, h) to the gradients of all inputs."""
    units = w_h.shape[0]
    d_wx, d_wh = np.zeros((x.shape[2], units)), np.zeros_like(w_h)
    d_b, deltas = np.zeros(units), np.zeros_like(d_hs)
    later = np.zeros_like(d_hs[0])  # what step t + 1 sends back
    for t in reversed(range(len(x))):
        d_h = d_hs[t] + later  # (N, h): two readers, loss and step t + 1
        deltas[t] = d_h * (1.0 - states[t + 1] ** 2)  # (N, h), dL/dZ_t
        d_wx += x[t].T @ deltas[t]  # (d, h)
        d_wh += states[t].T @ deltas[t]  # (h, h); states[t] is H_{t-1}
        d_b += deltas[t].sum(axis=0)  # (h,)
        later = deltas[t] @ w_h.T  # (N, h)
    return {"w_x": d_wx, "w_h": d_wh, "b": d_b, "h0": later, "deltas": deltas}


# --8<-- [end:bptt]


# The worked example: one sequence, two steps, one input, two units.
X = np.array([[[1.0]], [[-1.0]]])  # (T, N, d) = (2, 1, 1)
W_X = np.array([[1.0, 0.5]])  # (d, h)
W_H = np.array([[0.5, 1.0], [-1.0, 0.5]])  # (h, h)
B = np.zeros(2)  # (h,)
TARGETS = np.array([[[1.0, 0.0]], [[0.0, 1.0]]])  # (T, N, h)


def worked_example() -> tuple[float, Array, dict[str, Array]]:
    """Loss, states (3, 1, 2) and gradients of the two-step example."""
    states = forward(X, np.zeros((1, 2)), W_X, W_H, B)
    errors = states[1:] - TARGETS  # (T, N, h), dL_t/dH_t
    loss = 0.5 * float((errors**2).sum())
    return loss, states, backward(errors, X, states, W_H)


def three_uses() -> tuple[Array, list[float], float]:
    """One unit h_t = tanh(x_t + 0.5 h_{t-1}) on 1, 0, 0: parts of dL/dw_h."""
    x, w_h = np.array([1.0, 0.0, 0.0]).reshape(3, 1, 1), np.array([[0.5]])
    states = forward(x, np.zeros((1, 1)), np.eye(1), w_h, np.zeros(1))
    d_hs = np.zeros((3, 1, 1))
    d_hs[-1] = states[-1] - 1.0  # L = (h_3 - 1)^2 / 2
    deltas = backward(d_hs, x, states, w_h)["deltas"]
    parts = [float(states[t, 0, 0] * deltas[t, 0, 0]) for t in (2, 1, 0)]

    def loss(w: float) -> float:
        h = forward(x, np.zeros((1, 1)), np.eye(1), np.array([[w]]), np.zeros(1))
        return 0.5 * float(h[-1, 0, 0] - 1.0) ** 2

    return states.ravel(), parts, (loss(0.5 + 1e-6) - loss(0.5 - 1e-6)) / 2e-6


def row(values: Array) -> str:
    """Four decimals, separated by spaces; no minus zero."""
    return " ".join(f"{v:z.4f}" for v in np.ravel(values))


def central_differences() -> int:
    """Compare all gradients of a random layer; return how many agree."""
    rng = np.random.default_rng(0)
    x, h0 = rng.normal(size=(6, 3, 2)), rng.normal(size=(3, 4))
    shapes = {"w_x": (2, 4), "w_h": (4, 4), "b": (4,)}
    params = {"h0": h0} | {k: 0.5 * rng.normal(size=s) for k, s in shapes.items()}
    weight = rng.normal(size=(6, 3, 4))  # L = sum of weight * H
    grads = backward(weight, x, forward(x, **params), params["w_h"])
    for name, p in params.items():
        for at in np.ndindex(p.shape):
            keep, ends = p[at], []
            for step in (1e-5, -1e-5):
                p[at] = keep + step
                ends.append(float((forward(x, **params)[1:] * weight).sum()))
            p[at] = keep
            numeric = (ends[0] - ends[1]) / 2e-5
            assert abs(numeric - grads[name][at]) < 1e-7, (name, at)
    return sum(p.size for p in params.values())


if __name__ == "__main__":
    states, parts, measured = three_uses()
    print("one unit, three steps: h =", row(states[1:]))
    print("  parts of dL/dw_h, last use first:", row(np.array(parts)))
    print(f"  sum {sum(parts):.4f}, measured {measured:.4f}")
    assert np.isclose(sum(parts), measured)

    loss, states, grads = worked_example()
    errors, deltas = states[1:] - TARGETS, grads["deltas"]
    print("two units, two steps")
    for t in (1, 2):
        z = X[t - 1] @ W_X + states[t - 1] @ W_H + B
        print(f"  z_{t}: {row(z)}   h_{t}: {row(states[t])}")
        own = 0.5 * float((errors[t - 1] ** 2).sum())
        print(f"  slopes 1 - h_{t}^2: {row(1 - states[t] ** 2)}   L_{t}: {own:.4f}")
    print(f"  loss {loss:.4f}")
    back = deltas[1] @ W_H.T
    print("  error h_2 - y_2:   ", row(errors[1]))
    print("  delta_2:           ", row(deltas[1]))
    print("  error h_1 - y_1:   ", row(errors[0]))
    print("  delta_2 W_h^T:     ", row(back))
    print("  dL/dh_1, their sum:", row(errors[0] + back))
    print("  delta_1:           ", row(deltas[0]))
    for name in ("w_x", "w_h", "b"):
        print(f"  dL/d{name}: {row(grads[name])}")
    # By hand, entry by entry.
    d2 = [e * (1 - h * h) for e, h in zip(errors[1, 0], states[2, 0], strict=True)]
    g1 = [errors[0, 0, j] + d2[0] * W_H[j, 0] + d2[1] * W_H[j, 1] for j in (0, 1)]
    d1 = [g * (1 - h * h) for g, h in zip(g1, states[1, 0], strict=True)]
    assert np.allclose(deltas[:, 0], [d1, d2])
    assert np.allclose(grads["w_x"], [[d1[k] - d2[k] for k in (0, 1)]])
    assert np.allclose(grads["w_h"], np.outer(states[1, 0], d2))

    assert np.isclose((1 - 0.6**2) * 2 * (1 - 0.5**2), 0.96)  # question 3
    print("central differences agree on", central_differences(), "numbers")
