"""A stack of tanh recurrent layers: forward pass and gradients along both axes."""

import numpy as np

# --8<-- [start:stack]
Array = np.ndarray
Layer = tuple[Array, Array, Array]  # w_x (d or h, h), w_h (h, h), b (h,)


def forward(x: Array, layers: list[Layer], residual: bool) -> list[tuple]:
    """Run x (T, N, d); return for each layer what it read and its states."""
    cache, s = [], x  # s is what the next layer reads, (T, N, width)
    for i, (w_x, w_h, b) in enumerate(layers):
        h, hs = np.zeros((x.shape[1], w_h.shape[0])), []  # (N, h)
        for s_t in s:
            h = np.tanh(s_t @ w_x + h @ w_h + b)  # from below, from before
            hs.append(h)
        states = np.stack(hs)  # (T, N, h)
        cache.append((s, states))
        s = states + s if residual and i > 0 else states
    return [*cache, (s, s)]  # the last pair is the output of the stack


def backward(
    d_out: Array, layers: list[Layer], cache: list[tuple], residual: bool
) -> tuple[list[Layer], list[Array]]:
    """From dL/d(output) (T, N, h): gradients of each layer, and of what it read."""
    grads, d_reads = [], []
    for i in reversed(range(len(layers))):
        w_x, w_h, b = layers[i]
        s, states = cache[i]
        d_wx, d_wh, d_b = np.zeros_like(w_x), np.zeros_like(w_h), np.zeros_like(b)
        d_s, later = np.zeros_like(s), np.zeros_like(states[0])
        for t in reversed(range(len(s))):
            d_z = (d_out[t] + later) * (1.0 - states[t] ** 2)  # (N, h)
            before = states[t - 1] if t else np.zeros_like(states[0])
            d_wx, d_wh = d_wx + s[t].T @ d_z, d_wh + before.T @ d_z
            d_b = d_b + d_z.sum(axis=0)
            later, d_s[t] = d_z @ w_h.T, d_z @ w_x.T  # along time, along depth
        if residual and i > 0:
            d_s = d_s + d_out  # the shortcut: no matrix, no slope
        grads.insert(0, (d_wx, d_wh, d_b))
        d_reads.insert(0, d_s)
        d_out = d_s
    return grads, d_reads


# --8<-- [end:stack]


def tiny() -> tuple[Array, list[Layer]]:
    """The worked example: two layers of one unit, two steps."""
    x = np.array([1.0, 0.0]).reshape(2, 1, 1)  # (T, N, d)
    one, half, zero = np.array([[1.0]]), np.array([[0.5]]), np.zeros(1)
    return x, [(one, half, zero), (one, half, zero)]


def worked(residual: bool) -> tuple[float, list[tuple], list[Layer], list[Array]]:
    """Loss (h_2 - 1)^2 / 2 of the top output at step 2, and all gradients."""
    x, layers = tiny()
    cache = forward(x, layers, residual)
    out = cache[-1][0]
    d_out = np.zeros_like(out)
    d_out[-1] = out[-1] - 1.0
    grads, d_reads = backward(d_out, layers, cache, residual)
    return 0.5 * float(d_out[-1, 0, 0]) ** 2, cache, grads, d_reads


def row(values: Array) -> str:
    """Four decimals, separated by spaces."""
    return " ".join(f"{v:.4f}" for v in np.ravel(values))


def main() -> None:
    """Print and assert the worked numbers; check a random stack by differences."""
    loss, cache, grads, d_reads = worked(residual=False)
    h = [[v.item() for v in states] for _, states in cache[:2]]
    for i in (0, 1):
        print(f"layer {i + 1}: h_1 h_2 = {row(np.array(h[i]))}")
    print(f"top, step 2: z = {h[0][1] + 0.5 * h[1][0]:.4f}; loss {loss:.4f}")

    d22 = (h[1][1] - 1.0) * (1 - h[1][1] ** 2)  # layer 2, step 2: dL/dz
    d21 = 0.5 * d22 * (1 - h[1][0] ** 2)
    d12 = 1.0 * d22 * (1 - h[0][1] ** 2)
    from_time, from_depth = 0.5 * d12, 1.0 * d21
    d11 = (from_time + from_depth) * (1 - h[0][0] ** 2)
    print("top error:", f"{h[1][1] - 1.0:.4f}")
    print("dz layer 2: step 1, step 2:", row(np.array([d21, d22])))
    print("dz layer 1: step 1, step 2:", row(np.array([d11, d12])))
    print("dh layer 1, step 1: time + depth:", row(np.array([from_time, from_depth])))
    print(f"sum {from_time + from_depth:.4f}")
    print("slopes 1 - h^2, layer 1:", row(1 - np.array(h[0]) ** 2))
    print("slopes 1 - h^2, layer 2:", row(1 - np.array(h[1]) ** 2))
    for i, (d_wx, d_wh, d_b) in enumerate(grads, start=1):
        print(f"layer {i}: dw_x dw_h db = {row(np.array([d_wx, d_wh, d_b[None]]))}")
    assert np.isclose(grads[0][0].item(), 1.0 * d11)
    assert np.isclose(grads[0][1].item(), h[0][0] * d12)
    assert np.isclose(grads[1][0].item(), h[0][0] * d21 + h[0][1] * d22)
    assert np.isclose(grads[1][1].item(), h[1][0] * d22)
    assert np.allclose(d_reads[0].ravel(), [d11, d12])

    loss, cache, _, d_reads = worked(residual=True)
    print(f"with residual: output {cache[-1][0][-1].item():.4f}, loss {loss:.4f}")
    down = d_reads[1][1].item()
    short = cache[-1][0][-1].item() - 1.0
    print("dL/dh layer 1, step 2: shortcut, through:", row([short, down - short]))

    rng = np.random.default_rng(0)
    x = rng.normal(size=(4, 3, 2))  # (T, N, d)
    sizes = ((2, 4), (4, 4), (4, 4))
    layers = [
        tuple(rng.normal(size=s) * 0.5 for s in ((d, h), (h, h), (h,)))
        for d, h in sizes
    ]
    weight = rng.normal(size=(4, 3, 4))
    for residual in (False, True):
        cache = forward(x, layers, residual)
        grads, _ = backward(weight, layers, cache, residual)
        worst, total = 0.0, 0
        for layer, found in zip(layers, grads, strict=True):
            for p, g in zip(layer, found, strict=True):
                flat, expected = p.reshape(-1), g.reshape(-1)
                total += flat.size
                for k in range(flat.size):
                    keep, ends = flat[k], []
                    for step in (1e-5, -1e-5):
                        flat[k] = keep + step
                        out = forward(x, layers, residual)[-1][0]
                        ends.append(float((out * weight).sum()))
                    flat[k] = keep
                    worst = max(worst, abs((ends[0] - ends[1]) / 2e-5 - expected[k]))
        assert worst < 1e-7, worst
        kind = "residual" if residual else "plain"
        print(f"{kind} stack: central differences agree on {total} parameters")


if __name__ == "__main__":
    main()
