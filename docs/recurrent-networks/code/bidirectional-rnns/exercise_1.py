"""Exercise 1: one padded step read as text, by hand and by the layer."""

import numpy as np
import scratch

if __name__ == "__main__":
    x = np.concatenate([scratch.X, np.zeros((1, 1, 1))])  # length 3, padded to 4
    h, by_hand = 0.0, []
    for x_t in (0.0, -1.0, 0.0, 1.0):  # from the padding backwards
        h = float(np.tanh(x_t + 0.5 * h + 0.2))
        by_hand.insert(0, h)
    print("padding read, steps 1 to 4:", scratch.row(by_hand))
    unit = scratch.UNIT
    wrong = scratch.forward(x, np.array([4]), unit, unit)[:, 0, 1]
    right = scratch.forward(x, np.array([3]), unit, unit)[:, 0, 1]
    assert np.allclose(wrong, by_hand)
    print("error, steps 1 to 3:       ", scratch.row((wrong - right)[:3]))
    silent = (unit[0], unit[1], np.zeros(1))  # the same layer without a bias
    a = scratch.forward(x, np.array([4]), silent, silent)[:3]
    b = scratch.forward(x, np.array([3]), silent, silent)[:3]
    assert np.allclose(a, b)
    print("without a bias: no error")
