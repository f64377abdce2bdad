"""Penalties, dropout, early stopping and two kinds of decay, in NumPy only."""

from itertools import product

import numpy as np

Array = np.ndarray


# --8<-- [start:steps]
def l2_step(w: Array, g: Array, eta: float, lam: float) -> Array:
    """Gradient step on L + lam/2 * sum(w^2); g is dL/dw."""
    return (1 - eta * lam) * w - eta * g


def l1_step(w: Array, g: Array, eta: float, lam: float) -> Array:
    """Step on L, then move each weight eta*lam towards 0, at most to 0."""
    v = w - eta * g
    return np.sign(v) * np.maximum(np.abs(v) - eta * lam, 0)


def dropout(a: Array, p: float, u: Array) -> tuple[Array, Array]:
    """Inverted dropout of (N, d) activations; u: uniform numbers (N, d)."""
    mask = (u >= p) / (1 - p)  # (N, d): 0 or 1 / (1 - p)
    return a * mask, mask  # backward: delta * mask


def stop_early(losses: list[float], patience: int) -> tuple[int, int]:
    """Epoch whose weights are kept, and the epoch at which training stops."""
    best = 0
    for epoch, loss in enumerate(losses):
        if loss < losses[best]:
            best = epoch
        elif epoch - best >= patience:
            return best, epoch
    return best, len(losses) - 1


# --8<-- [end:steps]


# --8<-- [start:adam]
def adam(w: Array, gradients: list[Array], eta: float, l2=0.0, decay=0.0) -> Array:
    """Adam; `l2` joins the gradient, `decay` shrinks w beside it (AdamW)."""
    m, s = np.zeros_like(w), np.zeros_like(w)
    for t, g in enumerate(gradients, start=1):
        g = g + l2 * w
        m, s = 0.9 * m + 0.1 * g, 0.999 * s + 0.001 * g**2
        m_hat, s_hat = m / (1 - 0.9**t), s / (1 - 0.999**t)
        w = (1 - eta * decay) * w - eta * m_hat / (np.sqrt(s_hat) + 1e-8)
    return w


# --8<-- [end:adam]


def show(label: str, values: Array) -> None:
    """One line of numbers with four decimals, without negative zeros."""
    body = " ".join(f"{v + 0.0:8.4f}" for v in np.round(np.ravel(values), 4))
    print(f"{label:<30}{body}")


def worked_steps() -> None:
    """One L2 step and one L1 step of two weights."""
    w, g, eta, lam = np.array([0.8, -0.05]), np.array([0.5, -0.3]), 0.1, 0.4
    print("Two weights, one step")
    show("w", w)
    show("g", g)
    show("no penalty", w - eta * g)
    show("decay factor", 1 - eta * lam)
    show("shrunk", (1 - eta * lam) * w)
    show("eta * g", eta * g)
    show("L2", l2_step(w, g, eta, lam))
    show("L1", l1_step(w, g, eta, lam))
    show("eta * lambda", eta * lam)
    show("w squared", w**2)
    show("L2 penalty, L1 penalty", [lam / 2 * (w**2).sum(), lam * np.abs(w).sum()])
    assert np.allclose(l2_step(w, g, eta, lam), [0.718, -0.018])
    assert np.allclose(l1_step(w, g, eta, lam), [0.71, 0])


def worked_dropout() -> None:
    """One mask, its backward pass, and the mean over all masks."""
    a, p = np.array([1.2, 0.6, 2.4, 0.3]), 0.4
    u, delta = np.array([0.71, 0.13, 0.94, 0.55]), np.array([0.3, -0.2, 0.1, 0.4])
    out, mask = dropout(a, p, u)
    print("\nOne dropout mask")
    show("a", a)
    show("u", u)
    show("mask / (1 - p)", mask)
    show("output", out)
    show("gradient that arrives", delta)
    show("gradient passed on", delta * mask)
    assert np.allclose(out, [2.0, 0, 4.0, 0.5])
    mean, square = np.zeros(4), np.zeros(4)
    for kept in product((0, 1), repeat=4):
        chance = np.prod([1 - p if k else p for k in kept])
        dropped = a * kept / (1 - p)
        mean, square = mean + chance * dropped, square + chance * dropped**2
    show("mean over all 16 masks", mean)
    show("standard deviation", np.sqrt(square - mean**2))
    assert np.allclose(mean, a)
    assert np.allclose(square - mean**2, a**2 * p / (1 - p))


def worked_adam() -> None:
    """The first step of Adam from w = 1, with and without decay."""
    print("\nFirst step of Adam, eta 0.01, lambda 0.1, w = 1, g = 2 and 0.02")
    w, g = np.ones(2), np.array([2.0, 0.02])
    show("g + lambda w", g + 0.1 * w)
    show("no penalty", adam(w, [g], 0.01))
    show("L2 in the gradient", adam(w, [g], 0.01, l2=0.1))
    show("decoupled decay", adam(w, [g], 0.01, decay=0.1))
    show("plain descent with L2", l2_step(w, g, 0.01, 0.1))
    assert np.allclose(adam(w, [g], 0.01, l2=0.1), 0.99)
    assert np.allclose(adam(w, [g], 0.01, decay=0.1), 0.989)


def worked_stop() -> None:
    """Early stopping on eight losses; epochs are counted from 1."""
    losses = [0.90, 0.62, 0.55, 0.57, 0.53, 0.58, 0.60, 0.63]
    print("\nEarly stopping on 0.90 0.62 0.55 0.57 0.53 0.58 0.60 0.63")
    for patience in (1, 3):
        best, stop = stop_early(losses, patience)
        print(
            f"patience {patience}: stops after epoch {stop + 1}, keeps epoch {best + 1}"
        )
    assert stop_early(losses, 3) == (4, 7)


def quadratic() -> None:
    """Where the penalties move the minimum of h/2 (w - 1)^2."""
    print("\nMinimum of h/2 (w - 1)^2 with a penalty of strength 0.5")
    for h in (0.1, 1.0, 10.0):
        ends = []
        for step in (l2_step, l1_step):
            w = np.zeros(1)
            for _ in range(5000):
                w = step(w, h * (w - 1), 0.05, 0.5)
            ends.append(w[0])
        assert np.allclose(ends, [h / (h + 0.5), max(1 - 0.5 / h, 0)])
        show(f"h = {h:4.1f}: L2, L1", ends)
    show(
        "h = 0.1, 1, 10, 20 steps of 0.1",
        [1 - (1 - 0.1 * h) ** 20 for h in (0.1, 1, 10)],
    )


if __name__ == "__main__":
    worked_steps()
    worked_dropout()
    worked_adam()
    worked_stop()
    quadratic()
    print(f"\n0.999^1000 = {0.999**1000:.2f}")
