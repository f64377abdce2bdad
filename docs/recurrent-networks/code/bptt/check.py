"""Backpropagation through time: one unit by hand, a layer, truncation, memory."""

import numpy as np


# --8<-- [start:bptt]
def forward(
    x: np.ndarray, w_x: np.ndarray, w_h: np.ndarray, b: np.ndarray
) -> np.ndarray:
    """x (T, N, d); states (T + 1, N, h), the zero state first."""
    states = [np.zeros((x.shape[1], w_h.shape[0]))]
    for x_t in x:
        states.append(np.tanh(x_t @ w_x + states[-1] @ w_h + b))
    return np.stack(states)


def backward(
    d_states: np.ndarray, x: np.ndarray, states: np.ndarray, w_h: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """From the loss's own dL/dH_t (T, N, h) to dW_x, dW_h, db."""
    d_wx = np.zeros((x.shape[2], w_h.shape[0]))
    d_wh, d_b = np.zeros_like(w_h), np.zeros(w_h.shape[0])
    later = np.zeros_like(d_states[0])  # what arrives from step t + 1
    for t in reversed(range(len(x))):
        d_a = (d_states[t] + later) * (1 - states[t + 1] ** 2)  # (N, h)
        d_wx += x[t].T @ d_a
        d_wh += states[t].T @ d_a  # states[t] is H_{t-1}
        d_b += d_a.sum(axis=0)
        later = d_a @ w_h.T
    return d_wx, d_wh, d_b


# --8<-- [end:bptt]


def main() -> None:
    """Print and assert the numbers of the page."""
    # One unit: h_t = tanh(x_t + 0.5 h_{t-1}), x = 1, 0, 0, loss (h_3 - 1)^2 / 2.
    x = np.array([1.0, 0.0, 0.0]).reshape(3, 1, 1)
    w_x, w_h, b = np.array([[1.0]]), np.array([[0.5]]), np.zeros(1)
    h = forward(x, w_x, w_h, b)
    d = np.zeros((3, 1, 1))
    d[-1] = h[-1] - 1
    d_wx, d_wh, _ = backward(d, x, h, w_h)
    h1, h2, h3 = (float(v) for v in h[1:].ravel())
    da3 = (h3 - 1) * (1 - h3**2)
    da2 = da3 * 0.5 * (1 - h2**2)
    da1 = da2 * 0.5 * (1 - h1**2)
    print(f"h: {h1:.4f} {h2:.4f} {h3:.4f}; loss {0.5 * (h3 - 1) ** 2:.4f}")
    print(f"da3, da2, da1: {da3:.4f} {da2:.4f} {da1:.4f}")
    parts = (da3 * h2, da2 * h1, 0.0)
    print(f"dw_h: {parts[0]:.4f} + {parts[1]:.4f} + 0 = {sum(parts):.4f}")
    print(f"dw_x: {da1:.4f}")
    assert np.isclose(d_wh.item(), sum(parts))
    assert np.isclose(d_wx.item(), da1)

    # A random layer against central differences.
    rng = np.random.default_rng(0)
    x = rng.normal(size=(6, 3, 2))
    params = [rng.normal(size=s) * 0.5 for s in ((2, 4), (4, 4), (4,))]
    weight = rng.normal(size=(6, 3, 4))  # loss = sum(weight * states)
    grads = backward(weight, x, forward(x, *params), params[1])
    worst = 0.0
    for p, g in zip(params, grads, strict=True):
        flat, expected = p.reshape(-1), g.reshape(-1)
        for k in range(flat.size):
            keep, ends = flat[k], []
            for step in (1e-5, -1e-5):
                flat[k] = keep + step
                ends.append(float((forward(x, *params)[1:] * weight).sum()))
            flat[k] = keep
            worst = max(worst, abs((ends[0] - ends[1]) / 2e-5 - expected[k]))
    assert worst < 1e-7, worst
    print("central differences agree on", sum(p.size for p in params), "parameters")

    # Linear unit, w = 0.9, input 1 at every step: share of dh_T/dw_x from k steps.
    for k in (5, 10, 20):
        print(f"truncated to {k} steps: {1 - 0.9**k:.2f} of the gradient")
    print("one array (T, N, h), T = 10,000, N = 32, h = 512, float32:")
    size = 32 * 512 * 4  # bytes per step
    print(f"  {10_000 * size / 1e9:.2f} GB; 50 steps {50 * size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
