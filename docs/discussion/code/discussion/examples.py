"""Generated texts, what each objective makes of them, and the best possible guesses."""

from __future__ import annotations

from functools import cache

import numpy as np

Array = np.ndarray
WORDS, T, GRAMMARS = 8, 8, 2
MASK, SEP, START = WORDS, WORDS + 1, WORDS + 2
V = WORDS + 3
NAMES = [*"abcdefgh", "[MASK]", "[SEP]", "[START]"]


# --8<-- [start:data]
@cache
def grammars() -> Array:
    """Two tables of transitions: three followers per word, each with its share."""
    rng = np.random.default_rng(5)
    p = np.zeros((GRAMMARS, WORDS, WORDS))
    for table in p:
        for share in (0.5, 0.3, 0.2):
            free = False
            while not free:  # each word follows equally often: counts tell nothing
                follower = rng.permutation(WORDS)
                free = not table[np.arange(WORDS), follower].any()
            table[np.arange(WORDS), follower] = share
    return p


def texts(count: int, rng: np.random.Generator) -> tuple[Array, Array]:
    """Texts of T words (count, T) and the grammar of each (count,)."""
    cumulated = grammars().cumsum(axis=2)
    g = rng.integers(GRAMMARS, size=count)
    x = rng.integers(WORDS, size=(count, T))
    for t in range(1, T):
        dice = rng.random((count, 1))
        x[:, t] = (dice > cumulated[g, x[:, t - 1]]).sum(axis=1)
    return x, g


# --8<-- [end:data]


def possible(x: Array, g: Array) -> Array:
    """For each neighboring pair: may it occur in the text's grammar? (N, T - 1)"""
    return grammars()[g[:, None], x[:, :-1], x[:, 1:]] > 0


def posterior(x: Array, hidden: int) -> Array:
    """Probability of each grammar from all pairs without the hidden place."""
    p = grammars()
    pairs = np.stack([p[g][x[:, :-1], x[:, 1:]] for g in range(GRAMMARS)])
    known = [t for t in range(T - 1) if hidden not in (t, t + 1)]
    like = pairs[:, :, known].prod(axis=2)  # (grammars, N)
    return (like / like.sum(axis=0)).T


def ceilings(x: Array, at: int) -> dict[str, float]:
    """Accuracy at one gap of the best guesser that knows both tables."""
    p = grammars()
    left, truth, right = x[:, at - 1], x[:, at], x[:, at + 1]
    after = p[:, left].transpose(1, 0, 2)  # (N, grammars, words)
    before = p[:, :, right].transpose(2, 0, 1)
    pairs = np.stack([p[g][x[:, : at - 1], x[:, 1:at]] for g in range(GRAMMARS)])
    past = pairs.prod(axis=2).T
    guesses = {
        "the left side": (past[:, :, None] * after).sum(axis=1),
        "both sides": (posterior(x, at)[:, :, None] * after * before).sum(axis=1),
    }
    return {k: float((v.argmax(axis=1) == truth).mean()) for k, v in guesses.items()}


# --8<-- [start:objectives]
def masked(x: Array, start: int, size: int) -> tuple[Array, Array]:
    """Hide a span; the answer stands where the gap is (-1: not asked)."""
    source, target = x.copy(), np.full_like(x, -1)
    source[start : start + size] = MASK
    target[start : start + size] = x[start : start + size]
    return source, target


def causal(x: Array) -> tuple[Array, Array]:
    """The target is the text itself, read one word later."""
    return np.concatenate([[START], x[:-1]]), x


def seq2seq(x: Array, start: int, size: int) -> tuple[Array, Array]:
    """The same gap; the answer is written behind the separator, word by word."""
    source, _ = masked(x, start, size)
    answer = x[start : start + size]
    ids = np.concatenate([source, [SEP], answer[:-1]])
    return ids, np.concatenate([np.full(T, -1), answer])


def next_sentence(x: Array, other: Array, follows: bool) -> tuple[Array, int]:
    """Two halves, of one text or of two; the target is one bit for the pair."""
    second = x[T // 2 :] if follows else other[T // 2 :]
    return np.concatenate([x[: T // 2], [SEP], second]), int(follows)


# --8<-- [end:objectives]


def show(name: str, ids: Array, target: Array | int) -> None:
    """Input above its targets."""
    print(f"{name:15s} reads  {' '.join(NAMES[i] for i in ids)}")
    if isinstance(target, int):
        print(f"{'':15s} learns {target} (one bit for the pair)")
    else:
        cells = [NAMES[k] if k >= 0 else "-" for k in target]
        wide = [c.rjust(len(NAMES[i])) for c, i in zip(cells, ids, strict=True)]
        asked = int((target >= 0).sum())
        print(f"{'':15s} learns {' '.join(wide)} ({asked} words)")


def main() -> None:
    """Print one example of each objective, and the ceilings."""
    p = grammars()
    assert np.allclose(p.sum(axis=1), 1)
    assert np.allclose(p.sum(axis=2), 1)
    x, _ = texts(2, np.random.default_rng(3))
    show("masked", *masked(x[0], 3, 2))
    show("causal", *causal(x[0]))
    show("seq2seq", *seq2seq(x[0], 3, 2))
    show("next sentence", *next_sentence(x[0], x[1], follows=True))
    show("next sentence", *next_sentence(x[0], x[1], follows=False))
    x, g = texts(20_000, np.random.default_rng(9))
    assert possible(x, g).all()
    for name, value in ceilings(x, T // 2).items():
        print(f"one gap, best guess from {name}: {value:.0%}")
    other = (p[0] > 0) & (p[1] > 0)
    print(f"followers that both grammars allow: {other.sum()} of {3 * WORDS}")


if __name__ == "__main__":
    main()
