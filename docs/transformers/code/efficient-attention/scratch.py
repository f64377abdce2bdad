"""FlashAttention in NumPy: exact attention in blocks, with the worked example."""

from __future__ import annotations

import numpy as np

# --8<-- [start:flash]
Array = np.ndarray


def attention(q: Array, k: Array, v: Array, mask: Array | None = None) -> Array:
    """Plain attention; the scores of shape (T, T) are stored as one array."""
    s = q @ k.T  # (T, T)
    s /= np.sqrt(q.shape[1])
    if mask is not None:
        s[~mask] = -np.inf
    s -= s.max(axis=1, keepdims=True)
    np.exp(s, out=s)  # in place: one (T, T) array is all there ever is
    s /= s.sum(axis=1, keepdims=True)
    return s @ v  # (T, d)


def flash_attention(q: Array, k: Array, v: Array, block: int) -> Array:
    """The same numbers from blocks of scores of shape (block, block)."""
    scale, out = 1 / np.sqrt(q.shape[1]), np.empty_like(v)
    for i in range(0, len(q), block):  # a block of queries
        rows = q[i : i + block] * scale  # (B, d)
        m = np.full((len(rows), 1), -np.inf)  # running maximum of each row
        total = np.zeros((len(rows), 1))  # running sum of exponentials
        o = np.zeros((len(rows), v.shape[1]))  # output, not yet divided
        for j in range(0, len(k), block):  # a block of keys and values
            s = rows @ k[j : j + block].T  # (B, B)
            new = np.maximum(m, s.max(axis=1, keepdims=True))
            factor = np.exp(m - new)  # 0 at the first block
            p = np.exp(s - new)
            total = total * factor + p.sum(axis=1, keepdims=True)
            o = o * factor + p @ v[j : j + block]
            m = new
        out[i : i + block] = o / total
    return out  # (T, d)


# --8<-- [end:flash]


def worked_example() -> None:
    """One query, four scores in two blocks of two, numbers as values."""
    scores, values = np.array([1.0, 2.0, 3.0, 2.0]), np.array([10.0, 20.0, 30.0, 40.0])
    m, total, o = -np.inf, 0.0, 0.0
    for s, v in ((scores[:2], values[:2]), (scores[2:], values[2:])):
        new = max(m, s.max())
        factor, p = np.exp(m - new), np.exp(s - new)
        print(f"m {new:.0f}, factor {factor:.4f}, p", " ".join(f"{x:.4f}" for x in p))
        total, o, m = total * factor + p.sum(), o * factor + p @ v, new
        print(f"  sum {total:.4f}, o {o:.4f}")
    weights = np.exp(scores) / np.exp(scores).sum()
    print(f"output {o / total:.4f}")
    print("softmax", " ".join(f"{w:.4f}" for w in weights), end="")
    print(f", mean {weights @ values:.4f}")
    assert abs(o / total - weights @ values) < 1e-12


def equal() -> None:
    """Blocks of any size give the same output, also for huge scores."""
    rng = np.random.default_rng(0)
    q, k, v = rng.normal(size=(3, 100, 16))
    for block in (1, 7, 32, 100):
        gap = np.abs(flash_attention(q, k, v, block) - attention(q, k, v)).max()
        print(f"block {block}: equal to plain attention within 1e-12: {gap < 1e-12}")
        assert gap < 1e-12
    large = flash_attention(1000 * q, k, v, 32)
    assert np.allclose(large, attention(1000 * q, k, v), rtol=0, atol=1e-9)
    print("scores of several thousand: no overflow, equal again")


def traffic(t: int, d: int, block: int) -> tuple[int, int]:
    """Numbers read and written in large memory, without and with tiles."""
    plain = 4 * t * d + 4 * t * t  # S and A: written once and read once each
    tiled = 2 * t * d + 2 * t * d * (t // block)  # K and V again for each block
    return plain, tiled


if __name__ == "__main__":
    worked_example()
    equal()
    plain, tiled = traffic(4096, 64, 128)
    print(f"T=4096, d_k=64, blocks of 128: {plain} numbers moved without tiles,")
    print(f"  {tiled} with them, {plain / tiled:.1f} times fewer")
