"""A recurrent layer from scratch: the worked example, fading and holding units."""

import numpy as np

# --8<-- [start:rnn]
Array = np.ndarray


def rnn(
    x: Array, w_x: Array, w_h: Array, b: Array, h0: Array | None = None
) -> tuple[Array, Array]:
    """Run x (T, N, d); return all states (T, N, h) and the last one (N, h)."""
    steps, n, _ = x.shape
    units = w_h.shape[0]
    h = np.zeros((n, units)) if h0 is None else h0  # (N, h), H_0
    states = np.empty((steps, n, units))
    for t in range(steps):  # the same three parameters at every step
        z = x[t] @ w_x + h @ w_h + b  # (N, d)(d, h) + (N, h)(h, h) + (h,)
        h = np.tanh(z)  # (N, h), handed to the next step
        states[t] = h
    return states, h


def readout(states: Array, w_y: Array, b_y: Array) -> Array:
    """Turn states (T, N, h) into outputs (T, N, k); again shared by all steps."""
    return states @ w_y + b_y


# --8<-- [end:rnn]


# The worked example: two sequences of two steps over the one-hot items a and b.
X = np.array([[[1.0, 0.0], [0.0, 1.0]], [[0.0, 1.0], [1.0, 0.0]]])  # (T, N, d)
W_X = np.array([[0.5, -1.0], [1.0, 0.5]])  # (d, h)
W_H = np.array([[0.2, -0.6], [0.8, 0.5]])  # (h, h)
B = np.array([0.1, 0.0])  # (h,)
W_Y = np.array([[1.0], [-1.0]])  # (h, k)
B_Y = np.array([0.5])  # (k,)


def one_unit(inputs: list[float], w_x: float, w_h: float) -> Array:
    """States (T,) of a layer with one input and one unit, without bias."""
    x = np.array(inputs).reshape(-1, 1, 1)
    return rnn(x, np.array([[w_x]]), np.array([[w_h]]), np.zeros(1))[0].ravel()


def pulse(w_h: float, steps: int = 10, sign: float = 1.0) -> Array:
    """States of one unit after a single pulse and silence, (steps,)."""
    return one_unit([sign] + [0.0] * (steps - 1), 1.0, w_h)


def row(values: Array) -> str:
    """Four decimals, separated by spaces; no minus zero."""
    return " ".join(f"{v:.4f}" for v in np.round(np.ravel(values), 4) + 0.0)


if __name__ == "__main__":
    states, last = rnn(X, W_X, W_H, B)
    outputs = readout(states, W_Y, B_Y)
    h = np.zeros(2)
    for name, value in (("W_x", W_X), ("W_h", W_H), ("b", B), ("W_y", W_Y)):
        print(f"{name}: {row(value)}")
    print("b_y:", row(B_Y))
    print("sequence a b, step by step")
    for t in (0, 1):
        from_x, from_h = X[t, 0] @ W_X, h @ W_H
        z = from_x + from_h + B
        h = np.tanh(z)
        print(f"  step {t + 1}: x W_x = {row(from_x)}   h W_h = {row(from_h)}")
        print(f"          z = {row(z)}   h = {row(h)}   y = {row(outputs[t, 0])}")
    assert np.allclose(h, last[0])
    print("sequence b a: h_2 =", row(last[1]), "  y_2 =", row(outputs[1, 1]))
    # By hand, number by number.
    z_1 = [0.5 + 0.1, -1.0]
    h_1 = np.tanh(z_1)
    z_2 = [
        1.0 + 0.2 * h_1[0] + 0.8 * h_1[1] + 0.1,
        0.5 - 0.6 * h_1[0] + 0.5 * h_1[1],
    ]
    assert np.allclose(np.tanh(z_2), states[1, 0])

    print("one unit, w_x = 1, no bias, after a pulse at step 1")
    for w_h in (0.5, 1.0, 2.0):
        path = pulse(w_h, 50)
        print(f"  w_h = {w_h}: steps 1 2 3 10 50: {row(path[[0, 1, 2, 9, 49]])}")
    print("  w_h = 2.0, pulse -1: step 10:", row(pulse(2.0, 10, -1.0)[[9]]))
    hold = pulse(2.0)[-1]
    assert abs(hold - np.tanh(2 * hold)) < 1e-4  # a fixed point
    print(f"  slope 1 - h^2 there: {1 - hold**2:.4f}")
    print("  w_h = 0.5, pulse at step 2 of 3:", row(one_unit([0, 1, 0], 1.0, 0.5)))
    print(f"  no tanh, w_h = 1.2: 1.2^49 = {1.2**49:,.0f}")

    rng = np.random.default_rng(0)
    x = rng.normal(size=(7, 2, 3))  # (T, N, d)
    w_x, w_h, b = rng.normal(size=(3, 4)), rng.normal(size=(4, 4)), np.zeros(4)
    full, _ = rnn(x, w_x, w_h, b)
    short, middle = rnn(x[:3], w_x, w_h, b)
    rest, _ = rnn(x[3:], w_x, w_h, b, middle)
    assert np.allclose(short, full[:3])  # no look into the future
    assert np.allclose(rest, full[3:])  # the state is all that a later step needs
    print("states of a random layer:", full.shape, "and, cut after 3:", short.shape)
