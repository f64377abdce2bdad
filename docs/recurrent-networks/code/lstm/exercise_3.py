"""Exercise 3: the 1997 cell (no forget gate) on a stream that is never reset."""

import numpy as np
import scratch
from exercise_2 import W_H, W_X, B
from memory import latest_batch

W_X_1997 = W_X.copy()
W_X_1997[:, 1] = 0.0  # the forget gate sees nothing ...
B_1997 = B.copy()
B_1997[1] = 50.0  # ... and sigmoid(50) rounds to 1: c_t = c_{t-1} + i_t g_t

if __name__ == "__main__":
    x, y = latest_batch(np.random.default_rng(0), 200, 2000)  # (2000, 200, 2)
    print("steps      accuracy in them          largest |c| so far")
    print("           forget gate  none         forget gate  none")
    runs = {
        "gate": scratch.forward(x, W_X, W_H, B),
        "none": scratch.forward(x, W_X_1997, W_H, B_1997),
    }
    for low, high in ((0, 10), (10, 100), (100, 2000)):
        right = {
            k: float(np.mean((hs[low:high, :, 0] > 0) == (y[low:high] > 0)))
            for k, (hs, _) in runs.items()
        }
        top = {
            k: max(float(np.abs(s[-1]).max()) for s in cache[:high])
            for k, (_, cache) in runs.items()
        }
        print(
            f"{low + 1:>4}-{high:<5} {right['gate']:>10.0%}  {right['none']:>4.0%}"
            f"  {top['gate']:>18.0f}  {top['none']:>4.0f}"
        )
        assert right["gate"] == 1.0
        assert top["gate"] < 1.1
    assert right["none"] < 0.6
    assert top["none"] > 40
