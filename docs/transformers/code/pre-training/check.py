"""Compute of two runs, three merges of byte-pair encoding, and 16-bit rounding."""

from collections import Counter
from itertools import pairwise

import numpy as np

CORPUS = {"tin": 4, "tint": 3, "mint": 5, "mine": 2}


def pair_counts(words: dict[tuple[str, ...], int]) -> Counter[tuple[str, str]]:
    """How often each neighbor pair occurs."""
    counts: Counter[tuple[str, str]] = Counter()
    for units, n in words.items():
        for pair in pairwise(units):
            counts[pair] += n
    return counts


def merge(units: tuple[str, ...], pair: tuple[str, str]) -> tuple[str, ...]:
    """Join every occurrence of the pair."""
    out: list[str] = []
    for unit in units:
        if out and (out[-1], unit) == pair:
            out[-1] += unit
        else:
            out.append(unit)
    return tuple(out)


def main() -> None:
    """Print and assert the numbers of the page."""
    for n, d in ((124e6, 10e9), (7e9, 2e12)):
        hours = 6 * n * d / 1e14 / 3600
        print(f"6ND = {6 * n * d:.1e}: {hours:.0f} hours", end="")
        print(f" or {hours / 24 / 365:.0f} years" if hours > 1e5 else "")

    words = {tuple(word): n for word, n in CORPUS.items()}
    units = Counter(unit for word, n in words.items() for unit in word * n)
    counts = pair_counts(words)
    for a, b in (("i", "n"), ("n", "e"), ("n", "t"), ("t", "i"), ("m", "i")):
        score = counts[a, b] / (units[a] * units[b])
        print(f"WordPiece score of {a} {b}: {score:.4f}")
    merges = []
    for step in (1, 2, 3):
        counts = pair_counts(words)
        listed = ", ".join(f"{a} {b} {n}" for (a, b), n in counts.most_common())
        best = max(counts, key=lambda pair: counts[pair])
        merges.append("".join(best))
        print(f"step {step}: {listed}; merge {merges[-1]}")
        words = {merge(word, best): n for word, n in words.items()}
    assert merges == ["in", "int", "mint"]

    half = np.float16
    assert half(1) + half(1e-4) == half(1)
    assert half(1e-8) == 0 < half(1e-8 * 1024)
    print(f"largest 16-bit float: {float(np.finfo(half).max):.0f}")


if __name__ == "__main__":
    main()
