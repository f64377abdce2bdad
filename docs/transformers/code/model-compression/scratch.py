"""Quantization, pruning and distillation in NumPy, with the worked example."""

from __future__ import annotations

import numpy as np

# --8<-- [start:quantize]
Array = np.ndarray


def symmetric(w: Array, bits: int, axis: int | None = None) -> tuple[Array, Array]:
    """Signed integers and scale; axis=0 gives one scale per column of w."""
    top = 2 ** (bits - 1) - 1  # 127 for 8 bits
    scale = np.abs(w).max(axis=axis, keepdims=axis is not None) / top
    scale = np.where(scale == 0, 1.0, scale)  # a column of zeros
    return np.clip(np.round(w / scale), -top, top), scale


def asymmetric(x: Array, bits: int) -> tuple[Array, float, int]:
    """Unsigned integers, scale and zero point for values from x.min() to x.max()."""
    low, high = min(x.min(), 0.0), max(x.max(), 0.0)  # 0 must be representable
    scale = (high - low) / (2**bits - 1)
    zero = int(np.round(-low / scale))
    return np.clip(np.round(x / scale) + zero, 0, 2**bits - 1), scale, zero


# --8<-- [end:quantize]


# --8<-- [start:prune]
def prune(w: Array, share: float) -> Array:
    """Unstructured: True for the weights to keep, the largest ones."""
    return np.abs(w) > np.quantile(np.abs(w), share)


def best_units(w1: Array, w2: Array, keep: int) -> Array:
    """Structured: the hidden units with the largest norms in times norms out."""
    score = np.linalg.norm(w1, axis=0) * np.linalg.norm(w2, axis=1)  # (h,)
    return np.sort(np.argsort(score)[-keep:])


# --8<-- [end:prune]


# --8<-- [start:distill]
def softmax(z: Array, tau: float = 1.0) -> Array:
    """Probabilities of the logits divided by the temperature."""
    e = np.exp((z - z.max(axis=1, keepdims=True)) / tau)
    return e / e.sum(axis=1, keepdims=True)


def distillation(z: Array, teacher: Array, y: Array, tau: float, alpha: float):
    """Mean loss and its gradient for the student's logits z; y is one-hot."""
    p, soft, target = softmax(z), softmax(z, tau), softmax(teacher, tau)  # (N, K)
    kl = (target * np.log(target / soft)).sum(axis=1)
    ce = -(y * np.log(p)).sum(axis=1)
    loss = alpha * tau**2 * kl + (1 - alpha) * ce
    grad = alpha * tau * (soft - target) + (1 - alpha) * (p - y)
    return loss.mean(), grad / len(z)


# --8<-- [end:distill]


def row(values: Array, digits: int = 4) -> str:
    """Numbers of an array in one line."""
    return " ".join(f"{v:.{digits}f}" for v in np.ravel(values) + 0.0)


def quantization_example() -> None:
    """Scales, zero point, integer product and per-channel scales."""
    x = np.array([-0.5, 0.0, 0.73, 2.05])
    print(f"range {x.max() - x.min():.2f}")
    for bits in (8, 4):
        q, s, zero = asymmetric(x, bits)
        back = s * (q - zero)
        print(
            f"asymmetric {bits} bits: scale {s:.4f}, zero point {zero}, q {row(q, 0)}"
        )
        print(f"  back {row(back)}, largest error {np.abs(back - x).max():.4f}")
        q, s = symmetric(x, bits)
        back = s * q
        print(f"symmetric {bits} bits: scale {s:.4f}, q {row(q, 0)}")
        print(f"  back {row(back)}, largest error {np.abs(back - x).max():.4f}")

    x, w = np.array([-0.5, 0.73, 2.05]), np.array([0.62, -1.27, 0.06])
    (qx, sx, zero), (qw, sw) = asymmetric(x, 8), symmetric(w, 8)
    print(f"integer product: {qx @ qw:.0f} - {zero} * {qw.sum():.0f}", end="")
    total = qx @ qw - zero * qw.sum()
    print(
        f" = {total:.0f}, times {sx * sw:.4f} = {total * sx * sw:.4f}; true {x @ w:.4f}"
    )
    assert abs(total * sx * sw - x @ w) < 1e-9

    w = np.array([[0.62, 12.7], [-1.27, -6.4], [0.06, 3.3]])
    for name, axis in (("tensor", None), ("channel", 0)):
        q, s = symmetric(w, 8, axis)
        print(f"per {name}: scale {row(s)}, column 1 back {row((s * q)[:, 0])}")

    rng = np.random.default_rng(0)
    u = rng.uniform(-1, 1, 100_000)
    for bits in (8, 7, 6):
        q, s = symmetric(u, bits)
        mse = ((s * q - u) ** 2).mean()
        print(f"{bits} bits: mean squared error / (s^2 / 12) = {mse / (s**2 / 12):.2f}")


def distillation_example() -> None:
    """Soft targets, loss and gradient of one example, with a numeric check."""
    teacher, z = np.array([[6.0, 4.0, 1.0]]), np.array([[2.0, 1.0, 0.0]])
    y = np.array([[1.0, 0.0, 0.0]])
    for tau in (1.0, 4.0):
        print(f"temperature {tau:.0f}: teacher {row(softmax(teacher, tau))}", end="")
        print(f", student {row(softmax(z, tau))}")
    hard, _ = distillation(z, teacher, y, 4, 0)
    soft, _ = distillation(z, teacher, y, 4, 1)
    loss, grad = distillation(z, teacher, y, 4.0, 0.5)
    print(f"KL {soft / 16:.4f}, 16 KL {soft:.4f}, CE {hard:.4f}, loss {loss:.4f}")
    _, soft_grad = distillation(z, teacher, y, 4, 1)
    _, hard_grad = distillation(z, teacher, y, 4, 0)
    print(f"gradients: soft {row(soft_grad)}, hard {row(hard_grad)}")
    print(f"gradient {row(grad)}")
    for k in range(3):
        step = np.eye(3)[[k]] * 1e-6
        up = distillation(z + step, teacher, y, 4, 0.5)[0]
        down = distillation(z - step, teacher, y, 4, 0.5)[0]
        assert abs((up - down) / 2e-6 - grad[0, k]) < 1e-8
    print("equal to the measured slopes")


if __name__ == "__main__":
    quantization_example()
    distillation_example()
