"""BERT's input, its masking rule and its loss in NumPy, with the worked example."""

from __future__ import annotations

import numpy as np

Array = np.ndarray
CLS, SEP, MASK = 0, 1, 2  # numbers of the special tokens
SPECIAL = 3  # ordinary tokens start here


# --8<-- [start:masking]
def mask_tokens(
    ids: Array, v: int, rng: np.random.Generator, share: float = 0.15
) -> tuple[Array, Array]:
    """Damaged copy of ids (N, T), and the chosen positions (N, T)."""
    chosen = (rng.random(ids.shape) < share) & (ids >= SPECIAL)
    dice = rng.random(ids.shape)  # the second draw: what happens to a chosen token
    damaged = ids.copy()
    damaged[chosen & (dice < 0.8)] = MASK
    swap = chosen & (dice >= 0.8) & (dice < 0.9)
    damaged[swap] = rng.integers(SPECIAL, v, size=swap.sum())
    return damaged, chosen  # the last 10% of the chosen tokens stay as they are


# --8<-- [end:masking]


# --8<-- [start:model]
def layer_norm(x: Array, eps: float = 1e-12) -> Array:
    """Normalize each row (scale 1, shift 0)."""
    centered = x - x.mean(axis=-1, keepdims=True)
    return centered / np.sqrt((centered**2).mean(axis=-1, keepdims=True) + eps)


def embed(ids: Array, segments: Array, w: dict[str, Array]) -> Array:
    """Sum of three tables, then normalization: (N, T) -> (N, T, d)."""
    place = w["position"][: ids.shape[1]]  # (T, d)
    return layer_norm(w["token"][ids] + w["segment"][segments] + place)


def log_softmax(z: Array) -> Array:
    """Logarithm of the softmax over the last axis."""
    z = z - z.max(axis=-1, keepdims=True)
    return z - np.log(np.exp(z).sum(axis=-1, keepdims=True))


def mlm_loss(h: Array, targets: Array, chosen: Array, w: dict[str, Array]) -> float:
    """Mean cross-entropy over the chosen positions only."""
    z = h[chosen] @ w["token"].T + w["bias"]  # (|M|, V)
    return float(-log_softmax(z)[np.arange(len(z)), targets[chosen]].mean())


# --8<-- [end:model]


# --8<-- [start:count]
def encoder_parameters(d: int, layers: int, v: int = 30_522, t: int = 512) -> int:
    """BERT without a task head, with the small layer on [CLS]."""
    embeddings = (v + t + 2) * d + 2 * d  # three tables and a normalization
    layer = 12 * d * d + 13 * d  # attention, feedforward, two normalizations
    return embeddings + layers * layer + d * d + d


def mlm_head(d: int, v: int = 30_522) -> int:
    """Dense layer, normalization, one bias per token; the table is shared."""
    return d * d + d + 2 * d + v


# --8<-- [end:count]


def show(name: str, values: Array) -> None:
    """Four decimals each."""
    print(f"{name:<16}" + " ".join(f"{v:.4f}" for v in np.ravel(values) + 0.0))


def worked_example() -> None:
    """One input vector and one loss, by hand."""
    token, segment, place = np.array([[1, 0, 2], [0, 1, 0], [0, 0, 1.0]])
    total = token + segment + place
    show("sum", total)
    show("mean", total.mean())
    show("variance", total.var())
    show("normalized", layer_norm(total))
    z = np.array([[2.0, 1.0, 0.0], [0.0, 1.0, 1.0]])  # two chosen positions, V = 3
    p = np.exp(log_softmax(z))
    show("p, position 1", p[0])
    show("p, position 2", p[1])
    losses = -np.log([p[0, 0], p[1, 2]])
    show("losses", losses)
    show("mean of the two", losses.mean())
    show("wrong: over 12", losses.sum() / 12)


def simulate() -> None:
    """Count what the rule does to a million tokens."""
    rng = np.random.default_rng(0)
    v = 30_522
    ids = rng.integers(SPECIAL, v, size=(2000, 500))
    damaged, chosen = mask_tokens(ids, v, rng)
    masked = chosen & (damaged == MASK)
    swapped = chosen & ~masked & (damaged != ids)
    kept = chosen & (damaged == ids)
    print(f"chosen {chosen.mean():.3f} of all tokens; of the chosen:", end=" ")
    parts = [part.sum() / chosen.sum() for part in (masked, swapped, kept)]
    print("masked {:.3f}, random {:.3f}, kept {:.3f}".format(*parts))
    assert np.array_equal(damaged[~chosen], ids[~chosen])
    expected = np.array([0.8, 0.1, 0.1]) * 0.15 * 512
    print("expected in 512 tokens: {:.2f} masked, {:.2f}, {:.2f}".format(*expected))


def counts() -> None:
    """Base and large against the published 110M and 340M."""
    for name, d, layers, published in (
        ("base", 768, 12, 110),
        ("large", 1024, 24, 340),
    ):
        n, head = encoder_parameters(d, layers), mlm_head(d)
        nsp = 2 * d + 2
        print(f"{name}: {n:,}; with both heads {n + head + nsp:,}; paper {published}M")
        print(f"  embeddings {(30_522 + 514 + 2) * d:,}, layer {12 * d * d + 13 * d:,}")
    d = 768
    print(f"heads: 3 classes {3 * d + 3:,}, 9 tags {9 * d + 9:,}, span {2 * d + 2:,}")


if __name__ == "__main__":
    worked_example()
    simulate()
    counts()
