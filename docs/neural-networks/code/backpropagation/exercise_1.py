"""Exercise 1: a second example, then a batch of two."""

from __future__ import annotations

import numpy as np
import scratch


def main() -> None:
    """Print the second example alone, then the batch."""
    layers, x1, y1 = scratch.worked_network()
    x2, y2 = np.array([[2.0, -1.0]]), np.array([[0.0]])
    (w1, b1), (w2, b2) = layers
    h = scratch.forward(layers, x2)
    scratch.show("Z1", x2 @ w1 + b1)
    scratch.show("H1", h[1])
    scratch.show("Z2", h[1] @ w2 + b2)
    scratch.show("P", h[2])
    scratch.show("L", np.array(scratch.cross_entropy(h[2], y2)))
    alone = scratch.backward(layers, h, y2)
    scratch.show("Delta2", alone[1][1])
    scratch.show("Delta1", alone[0][1])
    scratch.show("dL/dW2", alone[1][0])
    scratch.show("dL/dW1", alone[0][0])

    x, y = np.vstack([x1, x2]), np.vstack([y1, y2])
    h = scratch.forward(layers, x)
    batch = scratch.backward(layers, h, y)
    print("batch of two")
    scratch.show("dL/dW2", batch[1][0])
    scratch.show("dL/db2", batch[1][1])
    h = scratch.forward(layers, x1)
    first = scratch.backward(layers, h, y1)
    for one, two, both in zip(first, alone, batch, strict=True):
        for a, b, c in zip(one, two, both, strict=True):
            assert np.allclose((a + b) / 2, c)
    print("every batch gradient is the mean of the two: True")


if __name__ == "__main__":
    main()
