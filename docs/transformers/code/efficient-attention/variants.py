"""Sparse, low-rank, hashed and linear attention, and what each one misses."""

from __future__ import annotations

import numpy as np
import scratch

Array = np.ndarray


# --8<-- [start:sparse]
def local(t: int, w: int) -> Array:
    """Each position sees itself and the w - 1 before it."""
    gap = np.arange(t)[:, None] - np.arange(t)  # (T, T): query minus key
    return (gap >= 0) & (gap < w)


def strided(t: int, stride: int) -> Array:
    """The stride before it, and each stride-th position further back."""
    gap = np.arange(t)[:, None] - np.arange(t)
    return local(t, stride) | ((gap >= 0) & (gap % stride == 0))


def global_local(t: int, w: int, tokens: int) -> Array:
    """A window to both sides; the first tokens see all and are seen by all."""
    mask = local(t, w) | local(t, w).T
    mask[:tokens] = mask[:, :tokens] = True
    return mask


# --8<-- [end:sparse]


# --8<-- [start:linear]
def phi(x: Array) -> Array:
    """Feature map elu(x) + 1, positive everywhere."""
    return np.where(x > 0, x + 1, np.exp(np.minimum(x, 0)))


def linear_attention(q: Array, k: Array, v: Array) -> Array:
    """Weights phi(q) phi(k)^T, divided by their sum; nothing is (T, T)."""
    state = phi(k).T @ v  # (d, d)
    norm = phi(k).sum(axis=0)  # (d,)
    return (phi(q) @ state) / (phi(q) @ norm)[:, None]  # (T, d)


def linear_causal(q: Array, k: Array, v: Array) -> Array:
    """The causal form: a recurrent network with a (d, d) state."""
    state, norm = np.zeros((q.shape[1], v.shape[1])), np.zeros(q.shape[1])
    out = np.empty_like(v)
    for t in range(len(q)):
        state += np.outer(phi(k[t]), v[t])
        norm += phi(k[t])
        out[t] = phi(q[t]) @ state / (phi(q[t]) @ norm)
    return out


# --8<-- [end:linear]


def linformer(q: Array, k: Array, v: Array, e: Array) -> Array:
    """Keys and values shortened from T rows to those of e, (rows, T)."""
    return scratch.attention(q, e @ k, e @ v)


# --8<-- [start:lsh]
def buckets(x: Array, rotations: Array) -> Array:
    """Bucket of each row: the closest of 2n random directions."""
    y = x @ rotations  # (T, n)
    return np.concatenate([y, -y], axis=1).argmax(axis=1)  # (T,)


def lsh_mask(q: Array, k: Array, rounds: int, n: int, rng: np.random.Generator):
    """Pairs that share a bucket in at least one of the rounds."""
    mask = np.zeros((len(q), len(k)), dtype=bool)
    for _ in range(rounds):
        r = rng.normal(size=(q.shape[1], n))
        mask |= buckets(q, r)[:, None] == buckets(k, r)
    return mask


# --8<-- [end:lsh]

T, D, SEEDS = 256, 32, 10


def retrieval(seed: int) -> dict[str, tuple[float, float]]:
    """Each query looks for one key anywhere; share found and share of pairs."""
    rng = np.random.default_rng(seed)
    k = rng.normal(size=(T, D))
    k *= np.sqrt(D) / np.linalg.norm(k, axis=1, keepdims=True)  # length sqrt(d)
    v = rng.normal(size=(T, D))
    wanted = rng.permutation(T)
    q = 2.5 * (k[wanted] + 0.3 * rng.normal(size=(T, D)))  # noisy and peaked

    def found(out: Array) -> float:
        distance = ((out[:, None] - v) ** 2).sum(axis=2)  # (T, T)
        return float((distance.argmin(axis=1) == wanted).mean())

    e = rng.normal(size=(64, T)) / 8
    window = local(T, 32) | local(T, 32).T
    result = {
        "full": (found(scratch.attention(q, k, v)), 1.0),
        "window, 31 to each side": (
            found(scratch.attention(q, k, v, window)),
            float(window.mean()),
        ),
    }
    for rounds in (1, 2, 4, 8):
        mask = lsh_mask(q, k, rounds, 8, rng)
        share = float(mask.mean())
        mask |= np.eye(T, dtype=bool)  # no row without a key
        out = scratch.attention(q, k, v, mask)
        result[f"LSH, 16 buckets, rounds {rounds}"] = (found(out), share)
    result["Linformer, 64 random rows"] = found(linformer(q, k, v, e)), 64 / T
    result["linear, elu + 1"] = found(linear_attention(q, k, v)), 0.0
    result["mean of all values"] = found(np.tile(v.mean(axis=0), (T, 1))), 0.0
    return result


def main() -> None:
    """Check the patterns and identities, then measure the retrieval."""
    for name, mask in (
        ("causal", local(T, T)),
        ("local 16", local(T, 16)),
        ("strided 16", strided(T, 16)),
        ("window 15 + 2 global", global_local(T, 16, 2)),
    ):
        two = (mask.astype(int) @ mask.astype(int)) > 0
        reach = (two & local(T, T)).sum() / local(T, T).sum()
        print(f"{name}: {mask.sum()} of {T * T} pairs, ", end="")
        print(f"{reach:.0%} of earlier positions within two steps")

    rng = np.random.default_rng(1)
    q, k, v = rng.normal(size=(3, 40, 8))
    weights = phi(q) @ phi(k).T
    slow = weights / weights.sum(axis=1, keepdims=True) @ v
    assert np.allclose(slow, linear_attention(q, k, v), rtol=0, atol=1e-12)
    weights = np.tril(weights)
    slow = weights / weights.sum(axis=1, keepdims=True) @ v
    assert np.allclose(slow, linear_causal(q, k, v), rtol=0, atol=1e-12)
    print("linear attention: both brackets agree, and so does the recurrence")

    runs = [retrieval(seed) for seed in range(SEEDS)]
    print(f"share of queries that find their value, {SEEDS} seeds: mean (low-high)")
    for name in runs[0]:
        hits = [100 * run[name][0] for run in runs]
        pairs = np.mean([100 * run[name][1] for run in runs])
        print(
            f"{name:26s} {np.mean(hits):4.0f}% ({min(hits):.0f}-{max(hits):.0f})",
            end="",
        )
        print(f"  pairs {pairs:.0f}%" if pairs else "  no pairs")


if __name__ == "__main__":
    main()
