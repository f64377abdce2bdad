"""Exercise 2: Rosenblatt's rule on OR, every correction."""

import numpy as np
import scratch

if __name__ == "__main__":
    w = np.zeros(3, int)
    rows = np.column_stack([scratch.X, np.ones(4, int)])
    for epoch in range(1, 5):
        for row, target in zip(rows, scratch.TARGETS["OR"], strict=True):
            error = target - int(row @ w > 0)
            if error:
                w += error * row
                print(f"epoch {epoch}, input {row[:2]}, error {error:+d}: w {w}")
    w_last, mistakes = scratch.rosenblatt(scratch.X, scratch.TARGETS["OR"], 4)
    assert (w == w_last).all()
    print("mistakes per epoch", mistakes)
