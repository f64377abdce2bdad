"""Exercise 1: one full step for a second example, then a batch of two."""

from __future__ import annotations

import numpy as np
import scratch


def main() -> None:
    """Print one step for the second example alone, then the batch."""
    layers, x1, y1 = scratch.worked_network()
    x2, y2 = np.array([[2.0, -1.0]]), np.array([[0.0]])
    (w1, b1), (w2, b2) = layers
    a = scratch.forward(layers, x2)
    scratch.show("Z1", x2 @ w1 + b1)
    scratch.show("A1", a[1])
    scratch.show("Z2", a[1] @ w2 + b2)
    scratch.show("P", a[2])
    scratch.show("L", np.array(scratch.cross_entropy(a[2], y2)))
    alone = scratch.backward(layers, a, y2)
    scratch.show("Delta2", alone[1][1])
    scratch.show("dL/dW2", alone[1][0])
    scratch.show("dL/dA1", alone[1][1] @ w2.T)
    scratch.show("A1(1-A1)", a[1] * (1 - a[1]))
    scratch.show("Delta1", alone[0][1])
    scratch.show("dL/dW1", alone[0][0])

    print("update, eta = 0.5")
    new = scratch.update(layers, alone, eta=0.5)
    for name, v in zip(["W1", "b1", "W2", "b2"], new[0] + new[1], strict=True):
        scratch.show(name, v)
    p = scratch.forward(new, x2)[-1]
    scratch.show("new P", p)
    scratch.show("new L", np.array(scratch.cross_entropy(p, y2)))
    assert p.item() < 0.5 < a[2].item()  # the decision turned

    x, y = np.vstack([x1, x2]), np.vstack([y1, y2])
    a = scratch.forward(layers, x)
    batch = scratch.backward(layers, a, y)
    print("batch of two")
    scratch.show("dL/dW2", batch[1][0])
    scratch.show("dL/db2", batch[1][1])
    a = scratch.forward(layers, x1)
    first = scratch.backward(layers, a, y1)
    for one, two, both in zip(first, alone, batch, strict=True):
        for g1, g2, mean in zip(one, two, both, strict=True):
            assert np.allclose((g1 + g2) / 2, mean)
    print("every batch gradient is the mean of the two: True")


if __name__ == "__main__":
    main()
