"""Exercise 2: weights set by hand make one unit keep a flagged bit for 200 steps."""

import numpy as np
import scratch
from memory import recall_batch

#                 i      f     g    o
W_X = np.array([[0.0, 0.0, 3.0, 0.0], [20.0, -20.0, 0.0, 0.0]])  # (2, 4): bit, flag
W_H = np.zeros((1, 4))  # the gates do not look back
B = np.array([-10.0, 10.0, 0.0, 10.0])  # closed, keep, neutral, open

if __name__ == "__main__":
    x, y = recall_batch(np.random.default_rng(0), 500, 200)  # (200, 500, 2), (1, 500)
    hs, cache = scratch.forward(x, W_X, W_H, B)
    accuracy = float(np.mean((hs[-1, :, 0] > 0) == (y[0] > 0)))
    c = np.abs(cache[-1][-1])  # (500, 1)
    print(f"accuracy after 200 steps: {accuracy:.4f}")
    print(f"|c| at the end lies between {c.min():.2f} and {c.max():.2f}")
    f = 1.0 / (1.0 + np.exp(-10.0))
    print(f"kept of the first value: f^199 = {f**199:.4f}")
    assert accuracy == 1.0
