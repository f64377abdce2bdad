"""Exercise 1: one more silent step of the worked example, by hand and by the layer."""

import numpy as np
import scratch


def sigmoid(z: float) -> float:
    """Logistic function of one number."""
    return 1.0 / (1.0 + float(np.exp(-z)))


if __name__ == "__main__":
    hs, cache = scratch.forward(
        scratch.X, scratch.W_X, scratch.W_H, scratch.B, scratch.C, False
    )
    h2 = hs[1].item()
    r, u = sigmoid(h2), sigmoid(1.0 + 0.5 * h2)
    g = float(np.tanh(r * h2))
    h3 = u * h2 + (1.0 - u) * g
    print(f"step 3: r u g = {r:.4f} {u:.4f} {g:.4f}, h3 = {h3:.4f}")
    u2 = cache[1][2].item()
    print(f"direct path dh3/dh1 = u3 u2 = {u:.4f} x {u2:.4f} = {u * u2:.4f}")

    x = np.array([1.0, 0.0, 0.0]).reshape(3, 1, 1)
    hs, _ = scratch.forward(x, scratch.W_X, scratch.W_H, scratch.B, scratch.C, False)
    assert np.isclose(hs[2].item(), h3)
