"""Data, tensor and pipeline parallelism and ZeRO, equal to one device, in NumPy."""

from __future__ import annotations

import numpy as np

Array = np.ndarray


def start(rng: np.random.Generator, d: int = 6, h: int = 8) -> list[Array]:
    """W1 (d, h) and W2 (h, d)."""
    return [rng.normal(size=(d, h)) / np.sqrt(d), rng.normal(size=(h, d)) / np.sqrt(h)]


# --8<-- [start:single]
def gradients(w: list[Array], x: Array, y: Array) -> list[Array]:
    """One device: mean squared error of ReLU(X W1) W2, gradients of both."""
    z = x @ w[0]  # (N, h)
    a = np.maximum(z, 0)
    delta = 2 * (a @ w[1] - y) / y.size  # (N, d)
    return [x.T @ ((delta @ w[1].T) * (z > 0)), a.T @ delta]


# --8<-- [end:single]


# --8<-- [start:data]
def data_parallel(w: list[Array], x: Array, y: Array, k: int) -> list[Array]:
    """k devices with equal parts of the batch; an all-reduce averages."""
    parts = zip(np.split(x, k), np.split(y, k), strict=True)
    local = [gradients(w, xs, ys) for xs, ys in parts]  # one list per device
    return [sum(g) / k for g in zip(*local, strict=True)]


def ring_all_reduce(vectors: list[Array]) -> tuple[list[Array], int]:
    """Sum over a ring of k devices; also the numbers that each device sends."""
    k = len(vectors)
    parts = [list(np.array_split(v.copy(), k)) for v in vectors]
    sent = 0
    for phase in (0, 1):  # 0: reduce-scatter, 1: all-gather
        for step in range(k - 1):
            chunk = [(r + phase - step) % k for r in range(k)]
            box = [parts[r][chunk[r]].copy() for r in range(k)]
            for r in range(k):  # device r sends to r + 1
                other = parts[(r + 1) % k]
                other[chunk[r]] = box[r] if phase else other[chunk[r]] + box[r]
            sent += box[0].size
    return [np.concatenate(p) for p in parts], sent


# --8<-- [end:data]


# --8<-- [start:tensor]
def tensor_parallel(w: list[Array], x: Array, k: int) -> Array:
    """W1 cut by columns, W2 by rows; one sum at the end joins the devices."""
    columns, rows = np.split(w[0], k, axis=1), np.split(w[1], k, axis=0)
    parts = [np.maximum(x @ a, 0) @ b for a, b in zip(columns, rows, strict=True)]
    return sum(parts)  # (N, d)


# --8<-- [end:tensor]


# --8<-- [start:zero]
def zero_adam(flat: Array, grads: list[Array], k: int, state: list) -> Array:
    """ZeRO stage 2: each device keeps 1/k of the gradient and of the averages."""
    mean = np.array_split(sum(grads) / k, k)  # reduce-scatter: one shard each
    shards = np.array_split(flat, k)
    for r in range(k):  # device r updates its own shard
        m, v, t = state[r]
        m = 0.9 * m + 0.1 * mean[r]
        v = 0.999 * v + 0.001 * mean[r] ** 2
        state[r] = (m, v, t + 1)
        step = m / (1 - 0.9 ** (t + 1)) / (np.sqrt(v / (1 - 0.999 ** (t + 1))) + 1e-8)
        shards[r] = shards[r] - 0.01 * step
    return np.concatenate(shards)  # all-gather: the new weights for everybody


# --8<-- [end:zero]


def flatten(arrays: list[Array]) -> Array:
    """All numbers in one vector."""
    return np.concatenate([a.ravel() for a in arrays])


def same(name: str, left: Array, right: Array) -> None:
    """Assert equality up to rounding, then say so."""
    assert np.allclose(left, right, rtol=0, atol=1e-12)
    print(f"{name}: equal to one device within 1e-12")


def main() -> None:
    """Compare each kind of parallelism with a single device."""
    rng = np.random.default_rng(0)
    w, x, y = start(rng), rng.normal(size=(12, 6)), rng.normal(size=(12, 6))
    whole = flatten(gradients(w, x, y))
    for k in (2, 4):
        same(f"data parallel, {k} devices", flatten(data_parallel(w, x, y, k)), whole)
    uneven = [gradients(w, x[:8], y[:8]), gradients(w, x[8:], y[8:])]
    mean = (flatten(uneven[0]) + flatten(uneven[1])) / 2
    print(f"parts of 8 and 4, plain mean: equal {np.allclose(mean, whole)}")
    mean = (8 * flatten(uneven[0]) + 4 * flatten(uneven[1])) / 12
    same("parts of 8 and 4, weighted mean", mean, whole)

    vectors = [rng.normal(size=12) for _ in range(4)]
    results, sent = ring_all_reduce(vectors)
    for r in results:
        assert np.allclose(r, sum(vectors))
    print(f"ring all-reduce of 12 numbers, 4 devices: {sent} sent by each")
    assert sent == 2 * 3 * 12 // 4

    out = np.maximum(x @ w[0], 0) @ w[1]
    same("tensor parallel, 4 devices", tensor_parallel(w, x, 4), out)
    wrong = sum(np.maximum(x[:, c] @ w[0][c], 0) for c in (slice(0, 3), slice(3, 6)))
    right = np.maximum(x @ w[0], 0)
    print(f"W1 cut by rows, ReLU before the sum: equal {np.allclose(wrong, right)}")

    flat = {1: flatten(w), 4: flatten(w)}
    state = {
        k: [(np.zeros(len(s)), np.zeros(len(s)), 0) for s in np.array_split(flat[k], k)]
        for k in flat
    }
    for _ in range(20):
        for k in flat:
            now = [flat[k][:48].reshape(6, 8), flat[k][48:].reshape(8, 6)]
            parts = zip(np.split(x, k), np.split(y, k), strict=True)
            grads = [flatten(gradients(now, a, b)) for a, b in parts]
            flat[k] = zero_adam(flat[k], grads, k, state[k])
    assert np.allclose(flat[1], flat[4], rtol=0, atol=1e-9)
    print("ZeRO, 4 devices, 20 steps of Adam: the weights of one device")
    print(
        f"  each keeps 2 * {len(state[4][0][0])} averages instead of 2 * {len(whole)}"
    )


if __name__ == "__main__":
    main()
