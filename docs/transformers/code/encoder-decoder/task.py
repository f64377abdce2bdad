"""The task of three pages: phone numbers read aloud the old way, put into digits.

"four and twenty double seven thirty" becomes 2 4 7 7 3 0. Source and target differ in
length, and in "four and twenty" the digits come in the wrong order.
"""

from __future__ import annotations

import numpy as np

PAD, START, END = 0, 1, 2  # the same three numbers in both vocabularies
ONES = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
TEENS = [
    "ten", "eleven", "twelve", "thirteen", "fourteen",
    "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
SOURCE = ["<pad>", "<s>", "</s>", *ONES, *TEENS, *TENS, "and", "double"]
TARGET = ["<pad>", "<s>", "</s>", *"0123456789"]
SOURCE_ID = {word: i for i, word in enumerate(SOURCE)}
TARGET_ID = {digit: i for i, digit in enumerate(TARGET)}
Pair = tuple[list[str], str]


# --8<-- [start:task]
def say(value: int) -> list[str]:
    """The words for a number from 10 to 99; ones come before tens, as in 1700."""
    tens, ones = divmod(value, 10)
    if tens == 1:
        return [TEENS[ones]]
    return [TENS[tens - 2]] if ones == 0 else [ONES[ones], "and", TENS[tens - 2]]


def draw(rng: np.random.Generator, groups: int) -> Pair:
    """A random number of some groups: (words read aloud, digits to write)."""
    words: list[str] = []
    digits = ""
    for kind, value in zip(
        rng.integers(3, size=groups), rng.integers(10, 100, size=groups), strict=True
    ):
        ones = int(value) % 10
        if kind == 0:  # one digit: "seven"
            words, digits = [*words, ONES[ones]], digits + str(ones)
        elif kind == 1:  # the same digit twice: "double seven"
            words, digits = [*words, "double", ONES[ones]], digits + 2 * str(ones)
        else:  # two digits: "seven and thirty", "fifty", "twelve"
            words, digits = [*words, *say(int(value))], digits + str(value)
    return words, digits


def pad(rows: list[list[int]]) -> np.ndarray:
    """Rows of different lengths as one array; short rows are filled with PAD."""
    out = np.full((len(rows), max(map(len, rows))), PAD)  # (N, longest)
    for i, row in enumerate(rows):
        out[i, : len(row)] = row
    return out


def arrays(pairs: list[Pair]) -> tuple[np.ndarray, np.ndarray]:
    """Source (N, S), ended by END, and target (N, T + 1) from START to END."""
    source = [[SOURCE_ID[w] for w in words] + [END] for words, _ in pairs]
    target = [[START] + [TARGET_ID[c] for c in digits] + [END] for _, digits in pairs]
    return pad(source), pad(target)


# --8<-- [end:task]


def sample(n: int, seed: int, groups: int | None = None) -> list[Pair]:
    """n pairs with a fixed number of groups, or with 1 to 6 of them."""
    rng = np.random.default_rng(seed)
    sizes = rng.integers(1, 7, size=n) if groups is None else np.full(n, groups)
    return [draw(rng, int(size)) for size in sizes]


def text(row: np.ndarray) -> str:
    """Digits of a row of target numbers, up to the first END."""
    out = ""
    for token in row:
        if token == END:
            break
        out += TARGET[token] if token > END else "?"
    return out


if __name__ == "__main__":
    for words, digits in sample(4, seed=1):
        print(f"{' '.join(words)} -> {digits}")
    pairs = sample(10_000, seed=2)
    source, target = arrays(pairs)
    print(f"{len(SOURCE)} source and {len(TARGET)} target tokens")
    print(f"10,000 pairs: source {source.shape}, target {target.shape}")
    print(f"longest number: {max(len(d) for _, d in pairs)} digits")
    print(f"padding: {(source == PAD).mean():.0%} of the source array")
