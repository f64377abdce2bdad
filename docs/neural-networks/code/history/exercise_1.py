"""Exercise 1: logic from McCulloch-Pitts units."""

import numpy as np
from scratch import X, mcculloch_pitts

NONE = np.zeros((4, 0), int)
GATES = {
    "AND": (X, NONE, 2),
    "OR": (X, NONE, 1),
    "NOR": (NONE, X, 0),
    "x1 and not x2": (X[:, :1], X[:, 1:], 1),
}

if __name__ == "__main__":
    for name, (excite, inhibit, threshold) in GATES.items():
        print(f"{name:<14}{mcculloch_pitts(excite, inhibit, threshold)}")
    both = mcculloch_pitts(X, NONE, 2)[:, None]
    neither = mcculloch_pitts(NONE, X, 0)[:, None]
    same = mcculloch_pitts(np.hstack([both, neither]), NONE, 1)  # AND or NOR
    print(f"{'XNOR':<14}{same}")
    print(f"{'XOR':<14}{mcculloch_pitts(NONE, same[:, None], 0)}")
    assert (mcculloch_pitts(NONE, same[:, None], 0) == [0, 1, 1, 0]).all()
