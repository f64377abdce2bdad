"""Pipeline schedule, checkpointing and accumulation: same gradients, other costs."""

from __future__ import annotations

import numpy as np

Array = np.ndarray


def forward(w: list[Array], x: Array) -> list[Array]:
    """Activations of all layers, the input first."""
    a = [x]
    for layer in w:
        a.append(np.tanh(a[-1] @ layer))
    return a


def backward(w: list[Array], a: list[Array], grad: Array) -> tuple[list[Array], Array]:
    """Gradients of the weights and of the input of a stack of layers."""
    out = [np.zeros_like(layer) for layer in w]
    for i in reversed(range(len(w))):
        delta = grad * (1 - a[i + 1] ** 2)
        out[i], grad = a[i].T @ delta, delta @ w[i].T
    return out, grad


# --8<-- [start:checkpoint]
def checkpointed(w: list[Array], x: Array, y: Array, every: int):
    """Keep each `every`-th activation, compute the others again; also the peak."""
    kept = [x]
    for i in range(0, len(w), every):
        kept.append(forward(w[i : i + every], kept[-1])[-1])
    grad, grads, peak = kept[-1] - y, [], 0
    for n in reversed(range(len(kept) - 1)):
        part = w[n * every : (n + 1) * every]
        a = forward(part, kept[n])  # once more, for this part only
        g, grad = backward(part, a, grad)
        grads, peak = g + grads, max(peak, n + len(a))
    return grads, peak  # peak: activations alive at the same time


def accumulated(w: list[Array], x: Array, y: Array, m: int) -> list[Array]:
    """Micro-batches one after the other; their gradients are added."""
    total = [np.zeros_like(layer) for layer in w]
    for xs, ys in zip(np.split(x, m), np.split(y, m), strict=True):
        a = forward(w, xs)
        g, _ = backward(w, a, a[-1] - ys)
        total = [t + gi for t, gi in zip(total, g, strict=True)]
    return total


# --8<-- [end:checkpoint]


# --8<-- [start:schedule]
def schedule(p: int, m: int) -> dict[tuple[int, int], int]:
    """GPipe: (device, time) -> micro-batch, forward 1..m, backward -1..-m."""
    table = {}
    for device in range(p):
        for i in range(m):
            table[device, device + i] = i + 1
            table[device, m + p - 1 + (p - 1 - device) + (m - 1 - i)] = -(i + 1)
    return table


def bubble(p: int, m: int) -> float:
    """Idle share, counted in the schedule."""
    table = schedule(p, m)
    length = 1 + max(time for _, time in table)
    return 1 - len(table) / (p * length)


# --8<-- [end:schedule]


def main() -> None:
    """Check equality, count memory and idle time."""
    rng = np.random.default_rng(0)
    w = [rng.normal(size=(5, 5)) / 2 for _ in range(16)]
    x, y = rng.normal(size=(2, 8, 5))
    a = forward(w, x)
    plain, _ = backward(w, a, a[-1] - y)
    print(f"plain: {len(a)} activations kept")
    for every in (2, 4, 8):
        g, peak = checkpointed(w, x, y, every)
        assert all(np.array_equal(p, q) for p, q in zip(plain, g, strict=True))
        print(f"checkpoint each {every} layers: equal gradients, peak {peak}")
    for m in (2, 4):
        g = accumulated(w, x, y, m)
        assert all(np.allclose(p, q, atol=1e-12) for p, q in zip(plain, g, strict=True))
        print(f"{m} micro-batches of {8 // m}: equal gradients within 1e-12")
    for p, m in ((4, 1), (4, 4), (4, 16), (8, 16)):
        assert abs(bubble(p, m) - (p - 1) / (m + p - 1)) < 1e-12
        print(f"pipeline, p={p}, m={m}: {bubble(p, m):.1%} idle")


if __name__ == "__main__":
    main()
