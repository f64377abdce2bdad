"""Error of the gradient check against the step size, on the worked network.

Plain Python arithmetic with exp and ln rounded correctly (module decimal), so the
rounding errors, and with them the printed figures, are the same on every machine.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from decimal import Decimal

import numpy as np

Rounding = Callable[[float], float]
THETA = (0.4, -0.4, 0.1, 0.4, 0.2, 0.2, 0.4, -1.0, 0.1)  # W1, b1, W2, b2
STEPS = [
    float(Decimal(10) ** (Decimal(-k) / 2)) for k in range(2, 25)
]  # 1e-1 ... 1e-12


def single(value: float) -> float:
    """Round to float32, the usual precision of training."""
    return float(np.float32(value))


def loss(theta: list[float], r: Rounding) -> float:
    """Cross-entropy of the worked network at x = (1, 2), y = 1; r rounds each step."""

    def sigmoid(z: float) -> float:
        return r(1.0 / r(1.0 + r(float(Decimal(-z).exp()))))

    w11, w12, w21, w22, b1, b2, v1, v2, c = theta
    a1 = sigmoid(r(r(w11 + r(2.0 * w21)) + b1))
    a2 = sigmoid(r(r(w12 + r(2.0 * w22)) + b2))
    p = sigmoid(r(r(r(a1 * v1) + r(a2 * v2)) + c))
    return r(-float(Decimal(p).ln()))


def exact_gradient() -> list[float]:
    """Backpropagation by hand, in float64."""
    w11, w12, w21, w22, b1, b2, v1, v2, c = THETA
    a1 = 1 / (1 + float(Decimal(-(w11 + 2 * w21 + b1)).exp()))
    a2 = 1 / (1 + float(Decimal(-(w12 + 2 * w22 + b2)).exp()))
    d = 1 / (1 + float(Decimal(-(a1 * v1 + a2 * v2 + c)).exp())) - 1
    d1, d2 = d * v1 * a1 * (1 - a1), d * v2 * a2 * (1 - a2)
    return [d1, d2, 2 * d1, 2 * d2, d1, d2, a1 * d, a2 * d, d]


def error(eps: float, central: bool, r: Rounding) -> float:
    """Relative error of the numerical gradient over the nine parameters."""
    start = [r(t) for t in THETA]
    numeric = []
    for k in range(len(THETA)):
        plus, minus = list(start), list(start)
        plus[k] = r(plus[k] + eps)
        if central:
            minus[k] = r(minus[k] - eps)
        width = 2 * eps if central else eps
        numeric.append((loss(plus, r) - loss(minus, r)) / width)
    exact = exact_gradient()
    gap = math.sqrt(sum((a - b) ** 2 for a, b in zip(exact, numeric, strict=True)))
    size = math.sqrt(sum(a * a for a in exact))
    return gap / (size + math.sqrt(sum(b * b for b in numeric)))


def curves() -> dict[str, list[float]]:
    """The three measured curves, one error for each step in STEPS."""
    return {
        "central, float64": [error(e, True, float) for e in STEPS],
        "forward, float64": [error(e, False, float) for e in STEPS],
        "central, float32": [error(e, True, single) for e in STEPS],
    }


def main() -> None:
    """Print the errors for whole powers of ten and each curve's best step."""
    measured = curves()
    print("step    " + "".join(f"{name:>18}" for name in measured))
    for k in range(0, len(STEPS), 2):
        row = "".join(f"{values[k]:>18.0e}" for values in measured.values())
        print(f"{STEPS[k]:.0e}   {row}")
    for name, values in measured.items():
        k = min(range(len(STEPS)), key=values.__getitem__)
        print(f"best {name}: {values[k]:.0e} at step {STEPS[k]:.0e}")
    best = [min(values) for values in measured.values()]
    assert best[0] < 1e-9 < best[1] < 1e-7 < best[2]


if __name__ == "__main__":
    main()
