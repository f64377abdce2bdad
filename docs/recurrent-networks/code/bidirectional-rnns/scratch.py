"""A bidirectional tanh layer from scratch, for sequences of different lengths."""

import numpy as np

# --8<-- [start:birnn]
Array = np.ndarray
Layer = tuple[Array, Array, Array]  # w_x (d, h), w_h (h, h), b (h,)


def flip(x: Array, lengths: Array) -> Array:
    """Reverse the first `lengths` steps of each sequence, leave the padding behind."""
    t = np.arange(len(x))[:, None]  # (T, 1)
    source = np.where(t < lengths, lengths - 1 - t, t)  # (T, N)
    return np.take_along_axis(x, source[:, :, None], axis=0)


def states(x: Array, layer: Layer) -> Array:
    """Hidden states (T, N, h) of one layer that reads x (T, N, d) from the left."""
    w_x, w_h, b = layer
    h, hs = np.zeros((x.shape[1], len(b))), []
    for x_t in x:
        h = np.tanh(x_t @ w_x + h @ w_h + b)  # (N, h)
        hs.append(h)
    return np.stack(hs)


def through_time(d_hs: Array, x: Array, hs: Array, layer: Layer) -> list[Array]:
    """Gradients of w_x, w_h, b and x for one layer, from dL/dH (T, N, h)."""
    w_x, w_h, b = layer
    d_wx, d_wh, d_b = np.zeros_like(w_x), np.zeros_like(w_h), np.zeros_like(b)
    d_x, later = np.zeros_like(x), np.zeros_like(hs[0])
    for t in reversed(range(len(x))):
        d_z = (d_hs[t] + later) * (1.0 - hs[t] ** 2)  # (N, h)
        before = hs[t - 1] if t else np.zeros_like(hs[0])
        d_wx, d_wh = d_wx + x[t].T @ d_z, d_wh + before.T @ d_z
        d_b, d_x[t], later = d_b + d_z.sum(axis=0), d_z @ w_x.T, d_z @ w_h.T
    return [d_wx, d_wh, d_b, d_x]


def forward(x: Array, lengths: Array, ahead: Layer, behind: Layer) -> Array:
    """Both directions side by side, (T, N, 2h); zeros on the padding."""
    real = (np.arange(len(x))[:, None] < lengths)[:, :, None]  # (T, N, 1)
    left = states(x, ahead)  # reads steps 1 to t
    right = flip(states(flip(x, lengths), behind), lengths)  # reads T down to t
    return np.concatenate([left, right], axis=2) * real


def backward(
    d_out: Array, x: Array, lengths: Array, ahead: Layer, behind: Layer
) -> tuple[list[Array], list[Array], Array]:
    """Gradients of both layers and of x, from dL/d(output) (T, N, 2h)."""
    real = (np.arange(len(x))[:, None] < lengths)[:, :, None]
    d_left, d_right = np.split(d_out * real, 2, axis=2)  # (T, N, h) each
    turned = flip(x, lengths)
    one = through_time(d_left, x, states(x, ahead), ahead)
    two = through_time(flip(d_right, lengths), turned, states(turned, behind), behind)
    return one[:3], two[:3], one[3] + flip(two[3], lengths)


# --8<-- [end:birnn]

# The worked example: one unit in each direction, the same weights in both.
X = np.array([1.0, 0.0, -1.0]).reshape(3, 1, 1)
UNIT = (np.array([[1.0]]), np.array([[0.5]]), np.array([0.2]))
TARGET = 1.0  # for the sum of both states at step 2


def row(values: Array) -> str:
    """Four decimals, separated by spaces; no minus zero."""
    return " ".join(f"{v:z.4f}" for v in np.ravel(values))


def padded_example() -> tuple[Array, Array]:
    """Backward states of the example with two padded steps, read wrong and right."""
    x = np.concatenate([X, np.zeros((2, 1, 1))])
    wrong = forward(x, np.array([5]), UNIT, UNIT)  # takes the padding for real
    right = forward(x, np.array([3]), UNIT, UNIT)
    return wrong[:, 0, 1], right[:, 0, 1]


def main() -> None:
    """Print and assert the worked numbers; check a random layer by differences."""
    three = np.array([3])
    out = forward(X, three, UNIT, UNIT)[:, 0]  # (3, 2)
    print("forward, steps 1 2 3: ", row(out[:, 0]))
    print("backward, steps 1 2 3:", row(out[:, 1]))
    total = out[1].sum()
    error = total - TARGET
    print(f"sum at step 2: {total:.4f}, error {error:.4f}, loss {0.5 * error**2:.4f}")
    d_out = np.zeros((3, 1, 2))
    d_out[1] = error
    one, two, d_x = backward(d_out, X, three, UNIT, UNIT)

    slope = 1.0 - out**2
    print("slopes 1 - h^2, forward: ", row(slope[:, 0]))
    print("slopes 1 - h^2, backward:", row(slope[:, 1]))
    f2, b2 = error * slope[1, 0], error * slope[1, 1]
    f1, b3 = 0.5 * f2 * slope[0, 0], 0.5 * b2 * slope[2, 1]
    print("forward layer, delta 2 and 1: ", row([f2, f1]))
    print("backward layer, delta 2 and 3:", row([b2, b3]))
    print("dL/dx, steps 1 2 3:", row(d_x))
    print("forward layer, dw_x dw_h db: ", row([g.item() for g in one]))
    print("backward layer, dw_x dw_h db:", row([g.item() for g in two]))
    assert np.allclose(d_x.ravel(), [f1, f2 + b2, b3])
    assert np.isclose(one[1].item(), out[0, 0] * f2)  # reads h_1 at step 2
    assert np.isclose(two[1].item(), out[2, 1] * b2)  # reads h_3 at step 2

    wrong, right = padded_example()
    print("backward over two padded steps:   ", row(wrong))
    print("backward from the last real step: ", row(right))

    rng = np.random.default_rng(0)
    x, lengths = rng.normal(size=(5, 3, 2)), np.array([5, 2, 4])
    shapes = ((2, 4), (4, 4), (4,))
    layers = [tuple(rng.normal(size=s) * 0.5 for s in shapes) for _ in range(2)]
    weight = rng.normal(size=(5, 3, 8))  # an arbitrary linear loss
    one, two, d_x = backward(weight, x, lengths, *layers)
    worst = 0.0
    for p, g in zip([*layers[0], *layers[1], x], [*one, *two, d_x], strict=True):
        flat, expected = p.reshape(-1), g.reshape(-1)
        for k in range(flat.size):
            keep, ends = flat[k], []
            for step in (1e-5, -1e-5):
                flat[k] = keep + step
                ends.append(float((forward(x, lengths, *layers) * weight).sum()))
            flat[k] = keep
            worst = max(worst, abs((ends[0] - ends[1]) / 2e-5 - expected[k]))
    assert worst < 1e-7, worst
    print("central differences agree, lengths 5, 2 and 4")


if __name__ == "__main__":
    main()
