"""The arithmetic of pre-training: compute, AdamW, schedule, 16 bits, DPO."""

from __future__ import annotations

import numpy as np

Array = np.ndarray


# --8<-- [start:adamw]
def adam_steps(
    w: Array, gradients: Array, eta: float, decay: float, decoupled: bool
) -> Array:
    """AdamW if `decoupled`, else Adam with an L2 penalty; gradients (steps, d)."""
    m, v = np.zeros_like(w), np.zeros_like(w)
    b1, b2, eps = 0.9, 0.999, 1e-8
    for t, gradient in enumerate(gradients, 1):
        g = gradient if decoupled else gradient + decay * w  # (d,)
        m = b1 * m + (1 - b1) * g
        v = b2 * v + (1 - b2) * g**2
        step = (m / (1 - b1**t)) / (np.sqrt(v / (1 - b2**t)) + eps)
        w = w - eta * step - (eta * decay * w if decoupled else 0)
    return w


# --8<-- [end:adamw]


# --8<-- [start:schedule]
def rate(step: int, peak: float, warmup: int, total: int, floor: float = 0.1) -> float:
    """Linear warm-up to the peak, then a cosine down to floor * peak."""
    if step < warmup:
        return peak * (step + 1) / warmup
    progress = (step - warmup) / (total - warmup)  # 0 to 1
    return peak * (floor + (1 - floor) * 0.5 * (1 + np.cos(np.pi * progress)))


# --8<-- [end:schedule]


# --8<-- [start:bf16]
def to_bfloat16(x: Array) -> Array:
    """Round float32 to the nearest number with 8 significant bits."""
    bits = np.asarray(x, dtype=np.float32).view(np.uint32)
    half = 0x7FFF + ((bits >> 16) & 1)  # ties go to the even neighbor
    return ((bits + half) & np.uint32(0xFFFF0000)).view(np.float32)


# --8<-- [end:bf16]


# --8<-- [start:dpo]
def dpo_loss(
    chosen: Array, rejected: Array, ref_chosen: Array, ref_rejected: Array, beta: float
) -> Array:
    """Log probabilities of whole answers (N,) to one loss per pair (N,)."""
    margin = beta * ((chosen - ref_chosen) - (rejected - ref_rejected))
    return np.logaddexp(0, -margin)  # -ln sigmoid(margin)


# --8<-- [end:dpo]

# Hoffmann et al., 2022, their third approach: L = E + A / N^a + B / D^b
E, A, B, ALPHA, BETA = 1.69, 406.4, 410.7, 0.34, 0.28


def chinchilla(n: float, d: float) -> float:
    """Predicted loss in nats per token for n parameters and d tokens."""
    return E + A / n**ALPHA + B / d**BETA


def optimum(compute: float) -> tuple[float, float]:
    """Parameters and tokens with the smallest predicted loss for 6 n d = compute."""
    g = (ALPHA * A / (BETA * B)) ** (1 / (ALPHA + BETA))
    n = g * (compute / 6) ** (BETA / (ALPHA + BETA))
    return n, compute / (6 * n)


def compute_example() -> None:
    """6ND for two runs, and the best split of one budget."""
    for n, d in ((124e6, 10e9), (7e9, 2e12)):
        hours = 6 * n * d / 1e14 / 3600
        print(f"6ND = {6 * n * d:.2e}: {hours:.1f} hours", end="")
        print(f" or {hours / 24 / 365:.1f} years" if hours > 1e5 else "")
    budget = 6 * 124e6 * 10e9
    print(f"budget {budget / 1e18:.2f} times 10^18")
    n, d = optimum(budget)
    assert abs(6 * n * d / budget - 1) < 1e-12
    for other in (0.5, 2.0):  # the optimum beats its neighbors
        assert chinchilla(n * other, d / other) > chinchilla(n, d)
    print(f"Kaplan: twice the parameters leave {100 * 2**-0.076:.1f}% of the loss")
    print(f"loss at N = 124e6, D = 10e9: {chinchilla(124e6, 10e9):.2f}")
    print(f"best split: N = {n / 1e6:.0f}e6, D = {d / 1e9:.1f} e9, D/N = {d / n:.0f},"
          f" loss {chinchilla(n, d):.2f}")  # fmt: skip


def adam_example() -> None:
    """One step by hand, then 1,000 steps with gradients of two sizes."""
    w, g = np.array([1.0, 1.0]), np.array([[10.0, 0.1]])
    print("gradients with L2:", *(f"{v:.1f}" for v in g[0] + 0.1 * w))
    for name, decoupled in (("Adam with L2", False), ("AdamW", True)):
        one = adam_steps(w, g, 0.1, 0.1, decoupled)
        print(f"{name}, one step: {one[0]:.4f} {one[1]:.4f}")
    signs = np.where(np.arange(1000) % 2 == 0, 1.0, -1.0)[:, None]
    gradients = signs * g  # alternate, so that only the decay moves the weights
    for name, decoupled in (("Adam with L2", False), ("AdamW", True)):
        end = adam_steps(w, gradients, 0.001, 0.1, decoupled)
        print(f"{name}, 1000 steps: {end[0]:.2f} {end[1]:.2f}")
    print(f"(1 - 0.0001)^1000 = {0.9999**1000:.4f}")


def precision_example() -> None:
    """What 16 bits lose, and what loss scaling saves."""
    half = np.float16
    print(f"largest float16: {float(np.finfo(half).max):.0f}")
    with np.errstate(over="ignore"):
        print(f"70000 in float16: {half(70000)}, in bfloat16: {to_bfloat16(7e4):.0f}")
    print(f"1.001 in float16: {half(1.001):.6f}, in bfloat16: {to_bfloat16(1.001):.6f}")
    print(f"1e-8 in float16: {half(1e-8):.0f}, in bfloat16: {to_bfloat16(1e-8):.1e}")
    scaled = half(1e-8 * 1024)
    print(f"1e-8 times 1024 in float16, divided in float32: "
          f"{np.float32(scaled) / 1024:.1e}")  # fmt: skip
    w16, w32 = half(1), np.float32(1)
    for _ in range(10_000):
        w16, w32 = half(w16 + half(1e-4)), np.float32(w32 + np.float32(1e-4))
    print(f"1 plus 10,000 times 0.0001: float16 {w16:.2f}, float32 {w32:.2f}")


def dpo_example() -> None:
    """One pair of answers."""
    logs = [np.array([v]) for v in (-12.0, -11.0, -13.0, -10.0)]
    loss = dpo_loss(*logs, beta=0.1)[0]
    print(f"DPO loss {loss:.4f}, weight of the gradient {1 - np.exp(-loss):.4f}")
    print(f"DPO loss at the start {dpo_loss(*(np.zeros(1),) * 4, beta=0.1)[0]:.4f}")


if __name__ == "__main__":
    compute_example()
    adam_example()
    steps = (0, 9, 10, 55, 100)
    print("rate:", *(f"{rate(s, 1.0, 10, 100):.4f}" for s in steps))
    precision_example()
    dpo_example()
