"""LSTM layer from scratch: forward pass and backpropagation through time.

Row convention: a batch at one step is (N, d); gate blocks in the order i, f, g, o.
"""

import numpy as np

# --8<-- [start:lstm]
Array = np.ndarray


def sigmoid(z: Array) -> Array:
    return 1.0 / (1.0 + np.exp(-z))


def forward(x: Array, w_x: Array, w_h: Array, b: Array) -> tuple[Array, list[tuple]]:
    """Run x (T, N, d); return H (T, N, h) and a cache per step."""
    steps, n, _ = x.shape
    units = w_h.shape[0]
    h, c = np.zeros((n, units)), np.zeros((n, units))  # (N, h) each
    hs, cache = [], []
    for t in range(steps):
        z = x[t] @ w_x + h @ w_h + b  # (N, 4h)
        z_i, z_f, z_g, z_o = np.split(z, 4, axis=1)  # (N, h)
        i, f, o = sigmoid(z_i), sigmoid(z_f), sigmoid(z_o)
        g = np.tanh(z_g)
        c_new = f * c + i * g  # keep some, add some
        cache.append((h, c, i, f, g, o, c_new))
        c, h = c_new, o * np.tanh(c_new)
        hs.append(h)
    return np.stack(hs), cache


def backward(
    d_hs: Array, x: Array, w_x: Array, w_h: Array, cache: list[tuple]
) -> dict[str, Array]:
    """From the loss's own dL/dH_t (T, N, h) to all gradients."""
    d_wx, d_wh = np.zeros_like(w_x), np.zeros_like(w_h)
    d_b, d_x = np.zeros(w_h.shape[1]), np.zeros_like(x)
    d_cs = np.zeros_like(d_hs)  # dL/dC_t, kept to look at
    from_later_h = np.zeros_like(d_hs[0])  # by the gates
    from_later_c = np.zeros_like(d_hs[0])  # by the cell
    for t in reversed(range(len(cache))):
        h_prev, c_prev, i, f, g, o, c = cache[t]
        tanh_c = np.tanh(c)
        d_h = d_hs[t] + from_later_h  # (N, h)
        d_c = from_later_c + d_h * o * (1.0 - tanh_c**2)  # (N, h)
        d_z = np.concatenate(
            [
                d_c * g * i * (1.0 - i),
                d_c * c_prev * f * (1.0 - f),
                d_c * i * (1.0 - g**2),
                d_h * tanh_c * o * (1.0 - o),
            ],
            axis=1,
        )  # (N, 4h), order i, f, g, o
        d_wx += x[t].T @ d_z  # (d, 4h), summed over the steps
        d_wh += h_prev.T @ d_z  # (h, 4h)
        d_b += d_z.sum(axis=0)  # (4h,)
        d_x[t] = d_z @ w_x.T  # (N, d)
        d_cs[t] = d_c
        from_later_h = d_z @ w_h.T  # (N, h)
        from_later_c = d_c * f  # (N, h), the direct path
    return {"w_x": d_wx, "w_h": d_wh, "b": d_b, "x": d_x, "c": d_cs}


# --8<-- [end:lstm]


# The worked example: d = h = N = 1, two steps, "a one, then silence".
W_X = np.array([[1.0, 0.0, 1.0, 0.0]])  # (1, 4): i, f, g, o
W_H = np.array([[0.0, 0.5, 0.5, 1.0]])  # (1, 4)
B = np.array([0.0, 1.0, 0.0, 0.5])  # (4,)
X = np.array([1.0, 0.0]).reshape(2, 1, 1)  # (T, N, d)
TARGET = 1.0


def worked_example() -> tuple[float, Array, list[tuple], dict[str, Array]]:
    """Loss, hidden states, cache and gradients of the two-step example."""
    hs, cache = forward(X, W_X, W_H, B)
    error = hs[-1] - TARGET  # (1, 1)
    d_hs = np.zeros_like(hs)
    d_hs[-1] = error  # dL/dH_2 of L = (H_2 - y)^2 / 2
    loss = 0.5 * float(error[0, 0]) ** 2
    return loss, hs, cache, backward(d_hs, X, W_X, W_H, cache)


def row(values: Array) -> str:
    """Four decimals, separated by spaces; no minus zero."""
    return " ".join(f"{v:z.4f}" for v in np.ravel(values))


if __name__ == "__main__":
    loss, hs, cache, grads = worked_example()
    print("parameters in the order i f g o")
    print("w_x:", row(W_X))
    print("w_h:", row(W_H))
    print("b:  ", row(B))
    for t, (h_prev, _, i, f, g, o, c) in enumerate(cache, start=1):
        z = X[t - 1] @ W_X + h_prev @ W_H + B
        print(f"step {t}  x = {X[t - 1].item():.4f}")
        print("  z (i f g o):", row(z))
        print("  i f g o:    ", row(np.concatenate([i, f, g, o], axis=1)))
        print(f"  c, tanh c, h: {row(np.array([c, np.tanh(c), hs[t - 1]]))}")
    print(f"loss: {loss:.4f}")

    # Backward, step by step, with every intermediate the page shows.
    h_prev, c_prev, i, f, g, o, c = (v.item() for v in cache[1])
    dh2 = hs[1].item() - TARGET
    dc2 = dh2 * o * (1 - np.tanh(c) ** 2)
    dz2 = np.array(
        [
            dc2 * g * i * (1 - i),
            dc2 * c_prev * f * (1 - f),
            dc2 * i * (1 - g**2),
            dh2 * np.tanh(c) * o * (1 - o),
        ]
    )
    _, _, i1, f1, g1, o1, c1 = (v.item() for v in cache[0])
    dh1 = float(dz2 @ W_H[0])
    direct, indirect = dc2 * f, dh1 * o1 * (1 - np.tanh(c1) ** 2)
    dc1 = direct + indirect
    dz1 = np.array(
        [
            dc1 * g1 * i1 * (1 - i1),
            0.0,
            dc1 * i1 * (1 - g1**2),
            dh1 * np.tanh(c1) * o1 * (1 - o1),
        ]
    )
    print("backward, step 2: dh, dc:", row(np.array([dh2, dc2])))
    print("  dz (i f g o):", row(dz2))
    print("backward, step 1: dh:", row(np.array([dh1])))
    print("  dc = direct + indirect:", row(np.array([dc1, direct, indirect])))
    print("  dz (i f g o):", row(dz1))
    print("dL/dw_x:", row(grads["w_x"]))
    print("dL/dw_h:", row(grads["w_h"]))
    print("dL/db:  ", row(grads["b"]))

    # The hand calculation is the vectorised one.
    assert np.allclose(grads["c"].ravel(), [dc1, dc2])
    assert np.allclose(grads["w_x"][0], X[0].item() * dz1)
    assert np.allclose(grads["w_h"][0], hs[0].item() * dz2)
    assert np.allclose(grads["b"], dz1 + dz2)

    # Central differences on a random layer: the backward pass is right in general.
    rng = np.random.default_rng(0)
    x = rng.normal(size=(5, 3, 2))  # (T, N, d)
    params = [rng.normal(size=s) * 0.5 for s in ((2, 16), (4, 16), (16,))]
    weight = rng.normal(size=(5, 3, 4))  # an arbitrary linear loss on every H_t
    _, cache = forward(x, *params)
    grads = backward(weight, x, params[0], params[1], cache)
    worst = 0.0
    for p, name in zip(params, ("w_x", "w_h", "b"), strict=True):
        flat, eps = p.reshape(-1), 1e-5
        for k in range(flat.size):
            keep = flat[k]
            flat[k] = keep + eps
            up = float((forward(x, *params)[0] * weight).sum())
            flat[k] = keep - eps
            down = float((forward(x, *params)[0] * weight).sum())
            flat[k] = keep
            numeric = (up - down) / (2 * eps)
            worst = max(worst, abs(numeric - grads[name].reshape(-1)[k]))
    assert worst < 1e-7, worst
    print("central differences agree on all", sum(p.size for p in params), "parameters")
