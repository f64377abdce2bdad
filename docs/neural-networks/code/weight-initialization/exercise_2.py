"""Exercise 2: the bias of the output unit when one class is rare."""

import numpy as np

SHARE = 0.02  # of positive examples


def loss(bias: float) -> float:
    """Mean binary cross-entropy when every logit equals the bias."""
    p = 1 / (1 + np.exp(-bias))
    return float(-SHARE * np.log(p) - (1 - SHARE) * np.log(1 - p))


best = float(np.log(SHARE / (1 - SHARE)))
print(f"bias 0:       loss {loss(0.0):.4f}")
print(f"bias {best:.4f}: loss {loss(best):.4f}")
around = [loss(best + step) for step in (-0.1, 0.1)]
assert min(around) > loss(best)
rate, bias, steps = 0.1, 0.0, 0
while loss(bias) > loss(best) + 0.01:  # gradient of the bias: p - share
    bias -= rate * (1 / (1 + np.exp(-bias)) - SHARE)
    steps += 1
print(f"steps of gradient descent on the bias alone, rate {rate}: {steps}")
