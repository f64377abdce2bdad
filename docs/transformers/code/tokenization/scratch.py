"""Byte-pair encoding in plain Python, with a worked example."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

Pair = tuple[str, str]
Units = tuple[str, ...]


# --8<-- [start:bpe]
def count_pairs(words: dict[Units, int]) -> Counter[Pair]:
    """How often each neighbor pair occurs, over all words."""
    counts: Counter[Pair] = Counter()
    for units, n in words.items():
        for pair in pairwise(units):
            counts[pair] += n
    return counts


def join(units: Units, pair: Pair) -> Units:
    """Join every occurrence of the pair, from left to right."""
    out: list[str] = []
    i = 0
    while i < len(units):
        if units[i : i + 2] == pair:
            out.append(units[i] + units[i + 1])
            i += 2
        else:
            out.append(units[i])
            i += 1
    return tuple(out)


def train_bpe(
    words: dict[str, int], merges: int, alphabet: str = ""
) -> tuple[list[str], list[Pair]]:
    """Learn a vocabulary and an ordered list of merges from word counts."""
    split = {tuple(word): n for word, n in words.items()}
    vocabulary = sorted({c for word in words for c in word} | set(alphabet))
    rules: list[Pair] = []
    for _ in range(merges):
        counts = count_pairs(split)
        if not counts:
            break
        number = {unit: i for i, unit in enumerate(vocabulary)}
        best = min(counts, key=lambda p: (-counts[p], number[p[0]], number[p[1]]))
        split = {join(units, best): n for units, n in split.items()}
        vocabulary.append("".join(best))
        rules.append(best)
    return vocabulary, rules


def encode_bpe(word: str, rules: list[Pair]) -> Units:
    """Replay the merges on a word, in the order in which they were learned."""
    units = tuple(word)
    for pair in rules:
        units = join(units, pair)
    return units


# --8<-- [end:bpe]


WORDS = {"sun": 6, "sung": 3, "run": 5, "bug": 4, "sag": 2}


def worked_example() -> None:
    """Three merges and four encoded words."""
    split = {tuple(word): n for word, n in WORDS.items()}
    vocabulary, rules = train_bpe(WORDS, 3)
    assert rules == [("u", "n"), ("s", "un"), ("r", "un")]
    for step, pair in enumerate(rules, 1):
        counts = count_pairs(split).most_common()
        listed = ", ".join(f"{a} {b} {n}" for (a, b), n in counts)
        print(f"step {step}: {listed}")
        print(f"        merge {'+'.join(pair)}")
        split = {join(units, pair): n for units, n in split.items()}
    print("vocabulary:", *vocabulary)
    for word in ("sung", "rung", "bun", "saga"):
        print(f"{word}: {' '.join(encode_bpe(word, rules))}")
    for units, n in (("letters", {tuple(w): n for w, n in WORDS.items()}),
                     ("units", split)):  # fmt: skip
        total = sum(len(u) * c for u, c in n.items())
        print(f"corpus in {units}: {total}")


if __name__ == "__main__":
    worked_example()
