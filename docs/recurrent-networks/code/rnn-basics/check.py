"""One unit by hand: order, fading, holding; a layer with shapes; parameter count."""

import numpy as np


# --8<-- [start:rnn]
def rnn(x: np.ndarray, w_x: np.ndarray, w_h: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Run x (T, N, d) through one layer; return the hidden states (T, N, h)."""
    h = np.zeros((x.shape[1], w_h.shape[0]))  # (N, h)
    states = []
    for x_t in x:  # the same three parameters at every step
        h = np.tanh(x_t @ w_x + h @ w_h + b)
        states.append(h)
    return np.stack(states)


# --8<-- [end:rnn]


def one_unit(inputs: list[float], w_x: float, w_h: float) -> list[float]:
    """States of a layer with one input and one unit, without bias."""
    x = np.array(inputs).reshape(-1, 1, 1)
    h = rnn(x, np.array([[w_x]]), np.array([[w_h]]), np.zeros(1))
    return [float(v) for v in h.ravel()]


def show(values: list[float]) -> str:
    """Four decimals, separated by spaces."""
    return " ".join(f"{v:.4f}" for v in values)


def main() -> None:
    """Print and assert the numbers of the page."""
    print("1, 0, 0:", show(one_unit([1, 0, 0], 1.0, 0.5)))
    print("0, 1, 0:", show(one_unit([0, 1, 0], 1.0, 0.5)))
    fade, hold = (one_unit([1.0] + [0.0] * 9, 1.0, w) for w in (0.5, 2.0))
    other = one_unit([-1.0] + [0.0] * 9, 1.0, 2.0)
    print(f"after 10 steps: w_h = 0.5 {fade[-1]:.4f}; w_h = 2 {hold[-1]:.4f}")
    print(f"first input -1: w_h = 2 {other[-1]:.4f}")
    assert abs(hold[-1] - np.tanh(2 * hold[-1])) < 1e-4
    print(f"slope there {1 - hold[-1] ** 2:.4f}")
    print(f"no tanh, w_h = 1.2: 1.2^49 = {1.2**49:.0f}")

    rng = np.random.default_rng(0)
    x = rng.normal(size=(7, 2, 3))  # (T, N, d)
    w_x, w_h, b = rng.normal(size=(3, 4)), rng.normal(size=(4, 4)), np.zeros(4)
    states = rnn(x, w_x, w_h, b)
    print("states:", states.shape, "for any T:", rnn(x[:3], w_x, w_h, b).shape)
    assert np.abs(states).max() < 1
    assert np.allclose(rnn(x[:3], w_x, w_h, b), states[:3])  # no look into the future
    print("parameters, d = 100, h = 128:", 100 * 128 + 128**2 + 128)


if __name__ == "__main__":
    main()
