"""Exercise 1: one token through a pre-norm feedforward sublayer by hand."""

from __future__ import annotations

import numpy as np
import scratch


def main() -> None:
    """x = (1, 3), layer norm, ReLU network, shortcut."""
    x = np.array([[1.0, 3.0]])
    w1 = np.array([[1.0, 2.0, -1.0], [1.0, 3.0, 0.0]])  # (2, 3)
    w2 = np.array([[1.0, 1.0], [2.0, 0.0], [3.0, -1.0]])  # (3, 2)
    y, _ = scratch.layer_norm(x, np.ones(2), np.zeros(2), 0.0)
    scratch.show("layer norm", y)
    scratch.show("y W1", y @ w1)
    pre = x + scratch.ffn(y, w1, np.zeros(3), w2, np.zeros(2))
    scratch.show("pre-norm", pre)
    z = x + scratch.ffn(x, w1, np.zeros(3), w2, np.zeros(2))
    scratch.show("post: the sum", z)
    post, _ = scratch.layer_norm(z, np.ones(2), np.zeros(2), 0.0)
    scratch.show("post-norm", post)
    assert np.allclose(pre, [[6.0, 2.0]])


if __name__ == "__main__":
    main()
