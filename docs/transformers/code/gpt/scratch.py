"""A GPT in NumPy: blocks, the causal mask and a cache."""

from __future__ import annotations

import numpy as np
from sampling import softmax

Array = np.ndarray
WORK = {"multiply-adds": 0}  # counted by matmul below


def matmul(a: Array, b: Array) -> Array:
    """a @ b, and count its multiplications."""
    WORK["multiply-adds"] += a.size * b.shape[-1]
    return a @ b


# --8<-- [start:model]
def norm(x: Array) -> Array:
    """Layer normalization without learned scale and shift."""
    centered = x - x.mean(axis=-1, keepdims=True)
    return centered / np.sqrt((centered**2).mean(axis=-1, keepdims=True) + 1e-5)


def gelu(x: Array) -> Array:
    """GELU in the tanh form of GPT-2."""
    return 0.5 * x * (1 + np.tanh(np.sqrt(2 / np.pi) * (x + 0.044715 * x**3)))


class MiniGPT:
    """Pre-norm decoder without biases; the output layer is the embedding table."""

    def __init__(self, v: int, t: int, d: int, h: int, layers: int) -> None:
        rng = np.random.default_rng(0)
        self.h, self.layers = h, layers
        self.w = {
            "token": rng.normal(0, 0.5, (v, d)),
            "place": rng.normal(0, 1, (t, d)),
        }
        for i in range(layers):
            shapes = {
                "qkv": (d, 3 * d),
                "o": (d, d),
                "up": (d, 4 * d),
                "down": (4 * d, d),
            }
            for name, (a, b) in shapes.items():
                self.w[f"{name}{i}"] = rng.normal(0, a**-0.5, (a, b))

    def __call__(self, ids: Array, cache: list | None = None) -> Array:
        """Logits (T, V) of tokens ids (T,), which come after those in the cache."""
        past = len(cache[0][0][0]) if cache and cache[0] else 0
        x = self.w["token"][ids] + self.w["place"][past : past + len(ids)]  # (T, d)
        for i in range(self.layers):
            x = x + self.attend(norm(x), i, past, cache)
            wide = gelu(matmul(norm(x), self.w[f"up{i}"]))  # (T, 4d)
            x = x + matmul(wide, self.w[f"down{i}"])
        return matmul(norm(x), self.w["token"].T)

    def attend(self, x: Array, i: int, past: int, cache: list | None) -> Array:
        """Masked self-attention of T new tokens over past + T keys."""
        t, d = x.shape
        qkv = matmul(x, self.w[f"qkv{i}"]).reshape(t, 3, self.h, d // self.h)
        q, k, v = qkv.transpose(1, 2, 0, 3)  # (h, T, d_k) each
        if cache is not None:
            if cache[i]:
                k = np.concatenate([cache[i][0], k], axis=1)  # (h, past + T, d_k)
                v = np.concatenate([cache[i][1], v], axis=1)
            cache[i] = (k, v)
        scores = matmul(q, k.swapaxes(1, 2)) / np.sqrt(d // self.h)
        visible = np.arange(past + t) <= past + np.arange(t)[:, None]  # the causal mask
        out = matmul(softmax(np.where(visible, scores, -np.inf)), v)  # (h, T, d_k)
        return matmul(out.transpose(1, 0, 2).reshape(t, d), self.w[f"o{i}"])


# --8<-- [end:model]


def causality(model: MiniGPT, ids: Array) -> None:
    """A later token changes no earlier output."""
    changed = ids.copy()
    changed[5] = (ids[5] + 1) % 11
    gap = np.abs(model(changed) - model(ids)).max(axis=1)
    print("rows that move when token 6 changes:", np.flatnonzero(gap > 1e-9) + 1)


def compare_caches(model: MiniGPT, ids: Array) -> None:
    """The cached model gives the same logits with far less work."""
    t = len(ids)
    WORK["multiply-adds"] = 0
    slow = np.array([model(ids[: i + 1])[-1] for i in range(t)])
    without = WORK["multiply-adds"]
    WORK["multiply-adds"] = 0
    cache: list = [()] * model.layers
    fast = np.array([model(ids[i : i + 1], cache)[-1] for i in range(t)])
    with_cache = WORK["multiply-adds"]
    assert np.allclose(slow, fast, rtol=0, atol=1e-10)
    assert np.allclose(fast, model(ids), rtol=0, atol=1e-10)
    print("cached equals uncached within 1e-10: True")
    print(f"multiply-adds for {t} tokens: {without:,} without, {with_cache:,} with")
    numbers = sum(k.size + v.size for k, v in cache)
    print(
        f"numbers in the cache: {numbers:,}; ratio of work {without / with_cache:.1f}"
    )
    assert numbers == 2 * model.layers * t * 16


if __name__ == "__main__":
    mini = MiniGPT(v=11, t=32, d=16, h=4, layers=2)
    tokens = np.random.default_rng(1).integers(11, size=32)
    causality(mini, tokens[:8])
    compare_caches(mini, tokens)
