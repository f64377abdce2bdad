"""Gradient that reaches the input of a stack, with and without residuals."""

import numpy as np

STEPS, N, UNITS = 10, 16, 32


def input_gradient(layers: int, residual: bool) -> float:
    """|dL/d(inputs, all steps)| over |dL/d(top output)|, loss at the last step."""
    rng = np.random.default_rng(0)
    r = 1 / np.sqrt(UNITS)
    x = rng.normal(size=(STEPS, N, UNITS))
    weights, states = [], []
    below = x
    for _ in range(layers):
        w_x, w_h = (rng.uniform(-r, r, size=(UNITS, UNITS)) for _ in range(2))
        h, hs = np.zeros((N, UNITS)), []
        for t in range(STEPS):
            h = np.tanh(below[t] @ w_x + h @ w_h)
            hs.append(h)
        weights.append((w_x, w_h))
        states.append(np.stack(hs))
        below = states[-1] + below if residual else states[-1]
    d_out = np.zeros((STEPS, N, UNITS))
    d_out[-1] = rng.normal(size=(N, UNITS))
    start = np.linalg.norm(d_out)
    for (w_x, w_h), hs in zip(reversed(weights), reversed(states), strict=True):
        d_below, later = np.zeros_like(d_out), np.zeros((N, UNITS))
        for t in reversed(range(STEPS)):
            d_a = (d_out[t] + later) * (1 - hs[t] ** 2)
            d_below[t], later = d_a @ w_x.T, d_a @ w_h.T
        d_out = d_below + d_out if residual else d_below
    return float(np.linalg.norm(d_out) / start)


def lstm_parameters(d: int, h: int, layers: int) -> int:
    """One bias per block; the lowest layer reads d numbers, the others h."""
    return sum(4 * ((d if k == 0 else h) * h + h * h + h) for k in range(layers))


def main() -> None:
    """Print and assert the numbers of the page."""
    for layers in (1, 2, 4, 8):
        plain, residual = (input_gradient(layers, flag) for flag in (False, True))
        print(f"{layers} layers: plain {plain:.4f}, residual {residual:.1f}")
    print(f"per layer, plain, 8 layers: {input_gradient(8, False) ** (1 / 8):.2f}")
    for layers in (1, 2, 4):
        print(f"LSTM, d = 100, h = 128, {layers}: {lstm_parameters(100, 128, layers)}")
    print(f"a unit kept at rate 0.8 in 20 steps: {0.8**20:.4f}")


if __name__ == "__main__":
    main()
