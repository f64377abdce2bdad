"""Optimizers and learning-rate schedules in NumPy, with the sums of the page."""

from collections.abc import Callable

import numpy as np

Array = np.ndarray
Step = Callable[[Array, Array, dict, float], Array]


# --8<-- [start:optimizers]
# Each takes weights w (d,), gradient g (d,), a dict s that lives
# from step to step, and the rate; it returns the new weights (d,).
def sgd(w: Array, g: Array, s: dict, rate: float) -> Array:
    """Plain gradient step."""
    return w - rate * g


def momentum(w: Array, g: Array, s: dict, rate: float, beta: float = 0.9) -> Array:
    """Step along a decaying sum of gradients."""
    s["v"] = beta * s.get("v", 0.0) + g
    return w - rate * s["v"]


def nesterov(w: Array, g: Array, s: dict, rate: float, beta: float = 0.9) -> Array:
    """Momentum, with w standing at the look-ahead point."""
    s["v"] = beta * s.get("v", 0.0) + g
    return w - rate * (g + beta * s["v"])


def adagrad(w: Array, g: Array, s: dict, rate: float) -> Array:
    """Divide by the root of the sum of squares."""
    s["s"] = s.get("s", 0.0) + g**2
    return w - rate * g / (np.sqrt(s["s"]) + 1e-10)


def rmsprop(w: Array, g: Array, s: dict, rate: float, rho: float = 0.99) -> Array:
    """Divide by the root of a running average of squares."""
    s["s"] = rho * s.get("s", 0.0) + (1 - rho) * g**2
    return w - rate * g / (np.sqrt(s["s"]) + 1e-8)


def adam(w: Array, g: Array, s: dict, rate: float, decay: float = 0.0) -> Array:
    """Both averages, bias-corrected; decay > 0 makes it AdamW."""
    s["t"] = s.get("t", 0) + 1
    s["m"] = 0.9 * s.get("m", 0.0) + 0.1 * g
    s["s"] = 0.999 * s.get("s", 0.0) + 0.001 * g**2
    m_hat = s["m"] / (1 - 0.9 ** s["t"])
    s_hat = s["s"] / (1 - 0.999 ** s["t"])
    return (1 - rate * decay) * w - rate * m_hat / (np.sqrt(s_hat) + 1e-8)


def adamw(w: Array, g: Array, s: dict, rate: float) -> Array:
    """Adam with the decay 0.01."""
    return adam(w, g, s, rate, decay=0.01)


# --8<-- [end:optimizers]


# --8<-- [start:schedule]
def cosine(t: int, total: int, warmup: int = 0) -> float:
    """Factor of the peak rate in step t = 0, ..., total - 1."""
    if t < warmup:
        return (t + 1) / warmup
    return 0.5 * (1 + np.cos(np.pi * (t - warmup) / (total - warmup)))


def stepwise(t: int, total: int) -> float:
    """A tenth after half of the steps, a hundredth after 3/4."""
    return 0.1 ** sum(t >= share * total for share in (0.5, 0.75))


# --8<-- [end:schedule]

OPTIMIZERS: dict[str, Step] = {
    "SGD": sgd,
    "momentum": momentum,
    "Nesterov": nesterov,
    "AdaGrad": adagrad,
    "RMSProp": rmsprop,
    "Adam": adam,
    "AdamW": adamw,
}
CURVATURE = np.array([1.0, 100.0])


def path(step: Step, rate: float, steps: int, curvature: Array, start: Array) -> Array:
    """Points (steps + 1, 2) on the valley 1/2 sum of curvature * w^2."""
    w, s = np.array(start, dtype=float), {}
    points = [w]
    for _ in range(steps):
        w = step(w, curvature * w, s, rate)
        points.append(w)
    return np.array(points)


def count(step: Step, rate: float) -> int:
    """Steps from (1, 1) until the loss of the valley is below one millionth."""
    w, s, steps = np.ones(2), {}, 0
    while 0.5 * (CURVATURE * w * w).sum() >= 1e-6:
        w, steps = step(w, CURVATURE * w, s, rate), steps + 1
    return steps


def show(label: str, values: Array) -> None:
    """One line of numbers with four decimals."""
    body = " ".join(f"{v + 0.0:9.4f}" for v in np.round(np.ravel(values), 4))
    print(f"{label:<22}{body}")


def valley() -> None:
    """Steps in the narrow valley, with the factors theory predicts."""
    print("Steps in the valley until the loss is below 1e-6")
    runs = {
        "gradient descent 0.01": (sgd, 0.01, 653),
        "gradient descent 0.019": (sgd, 0.019, 343),
        "momentum 0.01": (momentum, 0.01, 138),
        "Nesterov 0.01": (nesterov, 0.01, 61),
    }
    for name, (step, rate, expected) in runs.items():
        steps = count(step, rate)
        print(f"{name:<24}{steps:>4}")
        assert steps == expected
    kappa = 100
    plain, heavy = (kappa - 1) / (kappa + 1), (kappa**0.5 - 1) / (kappa**0.5 + 1)
    print(f"best factor, condition number 100: plain {plain:.3f}, momentum {heavy:.3f}")
    steps = [np.log(1000) / -np.log(factor) for factor in (plain, heavy)]
    print(f"steps for a factor of 1000: {steps[0]:.0f} and {steps[1]:.0f}")
    print(f"square root of 0.9: {0.9**0.5:.4f}")
    for rate_times_curvature in (0.01, 1.0):
        roots = np.roots([1, -(1.9 - rate_times_curvature), 0.9])
        assert np.allclose(abs(roots), 0.9**0.5)
    v = [sum(0.9**k for k in range(t)) for t in (1, 2, 3, 4)]
    show("velocity for g = 1", np.array(v))
    late = [0.1 / np.sqrt(t) for t in (1, 100, 10_000)]
    print(
        "AdaGrad step, g = 1, rate 0.1, t = 1, 100, 10,000:",
        *(f"{x:.3f}" for x in late),
    )


GRADIENTS = np.array([[2.0, -0.1], [1.0, -0.3]])  # (2 steps, 2 weights)


def worked() -> None:
    """Two steps of every optimizer from (1, 1), rate 0.1."""
    print("\nTwo steps from (1, 1) with rate 0.1")
    show("gradients", GRADIENTS)
    print(f"{'':22}  after step 1         after step 2")
    for name, step in OPTIMIZERS.items():
        w, s, seen = np.ones(2), {}, []
        for g in GRADIENTS:
            w = step(w, g, s, 0.1)
            seen.append(w)
        show(name, np.array(seen))
    print("\nAdam in detail, first weight then second")
    m, v = np.zeros(2), np.zeros(2)
    w = np.ones(2)
    for t, g in enumerate(GRADIENTS, 1):
        m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g**2
        m_hat, v_hat = m / (1 - 0.9**t), v / (1 - 0.999**t)
        w = w - 0.1 * m_hat / (np.sqrt(v_hat) + 1e-8)
        print(f"t = {t}")
        for label, values in (("m", m), ("m corrected", m_hat)):
            show(label, values)
        print(f"{'s':<22}" + " ".join(f"{x:9.6f}" for x in v))
        show("1 - 0.9^t", 1 - 0.9**t)
        print(f"{'1 - 0.999^t':<22}{1 - 0.999**t:9.6f}")
        show("s corrected", v_hat)
        show("root of it", np.sqrt(v_hat))
        show("step", 0.1 * m_hat / np.sqrt(v_hat))
        show("w", w)
    s: dict = {}
    assert np.allclose(
        adam(adam(np.ones(2), GRADIENTS[0], s, 0.1), GRADIENTS[1], s, 0.1), w
    )


def step_factor(t: Array, corrected: bool) -> Array:
    """Length of Adam's step over the rate, for a constant gradient."""
    m, v = 1 - 0.9**t, 1 - 0.999**t  # both times the gradient (squared)
    return np.ones_like(m) if corrected else m / np.sqrt(v)


def bias() -> None:
    """How long the steps are without the correction."""
    t = np.arange(1, 5001)
    raw = step_factor(t, corrected=False)
    print("\nStep over rate without bias correction, constant gradient")
    for k in (1, 10, 100, 1000):
        print(f"t = {k:>4}  {raw[k - 1]:.2f}")
    print(f"largest {raw.max():.2f} at t = {raw.argmax() + 1}")
    for g in (100.0, 0.001):
        moved = adam(np.zeros(1), np.array([g]), {}, 0.001)[0]
        print(f"first step of Adam for the gradient {g:g}, rate 0.001: {-moved:.4f}")
        assert abs(moved + 0.001) < 1e-7


if __name__ == "__main__":
    valley()
    worked()
    bias()
    print("\nFactor of the peak rate, 100 steps, warm-up 10")
    for t in (0, 4, 9, 10, 55, 99):
        print(f"t = {t:>2}  {cosine(t, 100, 10):.4f}")
