"""GRU layer from scratch: forward pass and backpropagation through time.

Row convention: a batch at one step is (N, d); blocks in the order r, u, g, which is
PyTorch's order. `after` says whether the reset gate acts after the matrix product.
"""

import numpy as np

# --8<-- [start:gru]
Array = np.ndarray


def sigmoid(z: Array) -> Array:
    return 1.0 / (1.0 + np.exp(-z))


def forward(
    x: Array, w_x: Array, w_h: Array, b: Array, c: Array, after: bool
) -> tuple[Array, list[tuple]]:
    """Run x (T, N, d); b and c (3h,) are the biases of input and of state."""
    k = w_h.shape[0]  # h, the number of units
    h = np.zeros((x.shape[1], k))  # (N, h)
    hs, cache = [], []
    for x_t in x:
        z_x, z_h = x_t @ w_x + b, h @ w_h + c  # (N, 3h) each
        ru = sigmoid(z_x[:, : 2 * k] + z_h[:, : 2 * k])  # (N, 2h)
        r, u = ru[:, :k], ru[:, k:]  # (N, h)
        q = z_h[:, 2 * k :]  # (N, h), what the state says to the candidate
        seen = r * q if after else (r * h) @ w_h[:, 2 * k :] + c[2 * k :]
        g = np.tanh(z_x[:, 2 * k :] + seen)  # (N, h)
        cache.append((h, r, u, g, q))
        h = u * h + (1.0 - u) * g  # u keeps, 1 - u writes
        hs.append(h)
    return np.stack(hs), cache


def backward(
    d_hs: Array, x: Array, w_x: Array, w_h: Array, cache: list[tuple], after: bool
) -> dict[str, Array]:
    """From the loss's own dL/dH_t (T, N, h) to all gradients."""
    k, w_g = w_h.shape[0], w_h[:, -w_h.shape[0] :]  # w_g (h, h): candidate block
    grads = {"w_x": np.zeros_like(w_x), "w_h": np.zeros_like(w_h)}
    grads |= {"b": np.zeros(3 * k), "c": np.zeros(3 * k), "x": np.zeros_like(x)}
    later = np.zeros_like(d_hs[0])  # (N, h), from step t + 1
    for t in reversed(range(len(x))):
        h, r, u, g, q = cache[t]  # h is H_{t-1}
        d_h = d_hs[t] + later  # (N, h)
        dz_g = d_h * (1.0 - u) * (1.0 - g**2)
        dz_u = d_h * (h - g) * u * (1.0 - u)
        if after:
            d_r, d_q = dz_g * q, dz_g * r  # (N, h)
            to_h, d_wg = d_q @ w_g.T, h.T @ d_q
        else:
            d_q, d_rh = dz_g, dz_g @ w_g.T  # d_rh: gradient of r * h
            d_r, to_h, d_wg = d_rh * h, d_rh * r, (r * h).T @ d_q
        gates = np.concatenate([d_r * r * (1.0 - r), dz_u], axis=1)  # (N, 2h)
        dz = np.concatenate([gates, dz_g], axis=1)  # (N, 3h)
        grads["w_x"] += x[t].T @ dz  # (d, 3h), summed over the steps
        grads["w_h"] += np.concatenate([h.T @ gates, d_wg], axis=1)  # (h, 3h)
        grads["b"] += dz.sum(axis=0)
        grads["c"] += np.concatenate([gates, d_q], axis=1).sum(axis=0)
        grads["x"][t] = dz @ w_x.T
        later = d_h * u + to_h + gates @ w_h[:, : 2 * k].T  # direct path first
    return grads


# --8<-- [end:gru]


# The worked example: d = h = N = 1, two steps, "a one, then silence".
W_X = np.array([[0.0, -1.0, 1.0]])  # (1, 3): r, u, g
W_H = np.array([[1.0, 0.5, 1.0]])  # (1, 3)
B = np.array([0.0, 1.0, 0.0])  # (3,)
C = np.zeros(3)
X = np.array([1.0, 0.0]).reshape(2, 1, 1)  # (T, N, d)
TARGET = 1.0


def worked_example(after: bool = False) -> tuple[float, Array, list, dict[str, Array]]:
    """Loss, states, cache and gradients of the two-step example."""
    hs, cache = forward(X, W_X, W_H, B, C, after)
    error = hs[-1] - TARGET  # (1, 1)
    d_hs = np.zeros_like(hs)
    d_hs[-1] = error  # dL/dH_2 of L = (H_2 - y)^2 / 2
    grads = backward(d_hs, X, W_X, W_H, cache, after)
    return 0.5 * error.item() ** 2, hs, cache, grads


def row(values: Array) -> str:
    """Four decimals, separated by spaces; no minus zero."""
    return " ".join(f"{v:z.4f}" for v in np.ravel(values))


def two_units(after: bool) -> Array:
    """What the state adds to the candidates, H = (1, 2), reset gate open for unit 1."""
    h, r = np.array([1.0, 2.0]), np.array([1.0, 0.0])
    w = np.array([[0.0, 3.0], [5.0, 0.0]])  # (h, h), rows: from, columns: to
    return r * (h @ w) if after else (r * h) @ w


def main() -> None:
    """Print and assert the worked numbers; check both forms by differences."""
    loss, hs, cache, grads = worked_example()
    for t, (h_prev, r, u, g, _) in enumerate(cache, start=1):
        z = X[t - 1] @ W_X + h_prev @ W_H + B
        z[:, 2] += (r - 1.0)[:, 0] * h_prev[:, 0] * W_H[0, 2]
        print(f"step {t}: z (r u g): {row(z)}")
        values = np.concatenate([r, u, g, 1.0 - u, hs[t - 1]], axis=1)
        print(f"  r u g 1-u h: {row(values)}")
    print(f"loss: {loss:.4f}")

    h1, r, u, g, _ = (v.item() for v in cache[1])
    dh2 = hs[1].item() - TARGET
    dz_g, dz_u = dh2 * (1 - u) * (1 - g**2), dh2 * (h1 - g) * u * (1 - u)
    d_rh = dz_g * W_H[0, 2]
    dz_r = d_rh * h1 * r * (1 - r)
    dz2 = np.array([dz_r, dz_u, dz_g])
    print("step 2: dh, dz (r u g):", row(np.array([dh2, *dz2])))
    paths = np.array([dh2 * u, d_rh * r, dz_u * W_H[0, 1], dz_r * W_H[0, 0]])
    dh1 = paths.sum()
    print("h1 - g2:", row(np.array([h1 - g])))
    print("dh1 by path (direct, candidate, update, reset):", row(paths))
    print(f"dh1: {dh1:.4f}, direct share {paths[0] / dh1:.0%}")
    _, r1, u1, g1, _ = (v.item() for v in cache[0])
    dz1 = np.array([0.0, dh1 * (0 - g1) * u1 * (1 - u1), dh1 * (1 - u1) * (1 - g1**2)])
    print("step 1: dz (r u g):", row(dz1))
    for name in ("w_x", "w_h", "b"):
        print(f"dL/d{name}: {row(grads[name])}")
    assert r1 == 0.5
    assert np.allclose(grads["w_x"][0], X[0].item() * dz1)
    assert np.allclose(grads["w_h"][0], h1 * np.array([1.0, 1.0, r]) * dz2)
    assert np.allclose(grads["b"], dz1 + dz2)
    # One unit and c = 0: both places of the reset gate give the same numbers.
    other = worked_example(after=True)
    assert np.allclose(other[1], hs)
    assert np.allclose(other[3]["w_h"], grads["w_h"])

    print("two units, reset before the product:", two_units(after=False))
    print("two units, reset after the product: ", two_units(after=True))

    rng = np.random.default_rng(0)
    x = rng.normal(size=(5, 3, 2))  # (T, N, d)
    params = [rng.normal(size=s) * 0.5 for s in ((2, 12), (4, 12), (12,), (12,))]
    weight = rng.normal(size=(5, 3, 4))  # an arbitrary linear loss on every H_t
    for after in (False, True):
        _, cache = forward(x, *params, after)
        grads = backward(weight, x, *params[:2], cache, after)
        worst = 0.0
        for p, name in zip(params, ("w_x", "w_h", "b", "c"), strict=True):
            flat, expected = p.reshape(-1), grads[name].reshape(-1)
            for k in range(flat.size):
                keep, ends = flat[k], []
                for step in (1e-5, -1e-5):
                    flat[k] = keep + step
                    ends.append(float((forward(x, *params, after)[0] * weight).sum()))
                flat[k] = keep
                worst = max(worst, abs((ends[0] - ends[1]) / 2e-5 - expected[k]))
        assert worst < 1e-7, worst
        form = "after" if after else "before"
        total = sum(p.size for p in params)
        print(f"reset {form}: central differences agree on {total} parameters")


if __name__ == "__main__":
    main()
