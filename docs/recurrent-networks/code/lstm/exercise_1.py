"""Exercise 1: one more silent step of the worked example, by hand and by the layer."""

import numpy as np
import scratch


def sigmoid(z: float) -> float:
    """Logistic function of one number."""
    return 1.0 / (1.0 + float(np.exp(-z)))


if __name__ == "__main__":
    hs, cache = scratch.forward(scratch.X, scratch.W_X, scratch.W_H, scratch.B)
    h2, c2 = hs[1].item(), cache[1][-1].item()
    i, f = 0.5, sigmoid(0.5 * h2 + 1.0)
    g, o = float(np.tanh(0.5 * h2)), sigmoid(1.0 * h2 + 0.5)
    c3 = f * c2 + i * g
    h3 = o * float(np.tanh(c3))
    print(f"step 3: i f g o = {i:.4f} {f:.4f} {g:.4f} {o:.4f}")
    print(f"c3 = {c3:.4f}, h3 = {h3:.4f}")
    f2 = cache[1][3].item()
    print(f"direct path dc3/dc1 = f3 f2 = {f:.4f} x {f2:.4f} = {f * f2:.4f}")

    x = np.array([1.0, 0.0, 0.0]).reshape(3, 1, 1)
    hs, cache = scratch.forward(x, scratch.W_X, scratch.W_H, scratch.B)
    assert np.isclose(hs[2].item(), h3)
    assert np.isclose(cache[2][-1].item(), c3)
