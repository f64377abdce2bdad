"""The gradient of a context with respect to the scores, checked by differences."""

import numpy as np
import scratch

e = scratch.SCORES["dot"][0]  # (S,)
a, c = scratch.attend(e, scratch.H)
by_hand = a[:, None] * (scratch.H - c)  # (S, h): row j is alpha_j (h_j - c)
step = 1e-6
for j in range(len(e)):
    moved = e + step * (np.arange(len(e)) == j)
    slope = (scratch.attend(moved, scratch.H)[1] - c) / step
    assert np.allclose(slope, by_hand[j], atol=1e-5)
for row in by_hand:
    print(" ".join(f"{v:.4f}" for v in row))
