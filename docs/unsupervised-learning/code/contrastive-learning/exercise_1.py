"""Exercise 1: InfoNCE of two pairs for two temperatures."""

import numpy as np

S = np.array([[0.6, 0.0], [0.5, 0.9]])
for tau in (1.0, 0.1):
    P = np.exp(S / tau)
    P /= P.sum(axis=1, keepdims=True)
    losses = -np.log(np.diag(P))
    print(f"tau = {tau}: losses {losses[0]:.4f} and {losses[1]:.4f}", end=", ")
    print(
        f"mean {losses.mean():.4f}, push on the negatives {P[0, 1] / tau:.4f}", end=""
    )
    print(f" and {P[1, 0] / tau:.4f}, ratio {P[1, 0] / P[0, 1]:.2f}")
