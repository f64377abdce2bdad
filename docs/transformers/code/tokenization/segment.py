"""WordPiece and Unigram in plain Python, with the worked example."""

from __future__ import annotations

from collections import Counter
from math import inf, log

from scratch import WORDS, Pair, count_pairs


# --8<-- [start:wordpiece]
def wordpiece_scores(words: dict[str, int]) -> dict[Pair, float]:
    """count(ab) / (count(a) count(b)); `##` marks a unit that continues a word."""
    split = {(w[0], *("##" + c for c in w[1:])): n for w, n in words.items()}
    single: Counter[str] = Counter()
    for units, n in split.items():
        for unit in units:
            single[unit] += n
    pairs = count_pairs(split)
    return {(a, b): n / (single[a] * single[b]) for (a, b), n in pairs.items()}


def encode_wordpiece(word: str, vocabulary: set[str]) -> list[str]:
    """Take the longest unit that fits, again and again."""
    out, start = [], 0
    while start < len(word):
        mark = "##" if start else ""
        ends = range(len(word), start, -1)
        fits = [e for e in ends if mark + word[start:e] in vocabulary]
        if not fits:
            return ["[UNK]"]  # one letter is missing: the whole word is lost
        out.append(mark + word[start : fits[0]])
        start = fits[0]
    return out


# --8<-- [end:wordpiece]


# --8<-- [start:unigram]
def encode_unigram(word: str, p: dict[str, float]) -> tuple[list[str], float]:
    """The segmentation with the largest product of probabilities (Viterbi)."""
    best: list[tuple[float, list[str]]] = [(0.0, [])]  # best[e]: of word[:e]
    for end in range(1, len(word) + 1):
        options = [
            (best[s][0] + log(p[word[s:end]]), [*best[s][1], word[s:end]])
            for s in range(end)
            if word[s:end] in p and best[s][0] > -inf
        ]
        best.append(max(options, default=(-inf, [])))
    return best[-1][1], best[-1][0]


# --8<-- [end:unigram]

PIECE_VOCABULARY = {"s", "r", "b", "##u", "##n", "##g", "##a", "##ag", "sun", "##ung"}
PROBABILITIES = {
    "s": 0.1, "u": 0.1, "n": 0.1, "g": 0.1, "r": 0.1,
    "b": 0.15, "un": 0.2, "sun": 0.1, "ung": 0.05,
}  # fmt: skip


def worked_example() -> None:
    """The WordPiece scores, three encoded words and one Unigram segmentation."""
    print("WordPiece scores")
    scores = wordpiece_scores(WORDS)
    for (a, b), score in sorted(scores.items(), key=lambda item: -item[1]):
        print(f"  {a} {b}: {score:.4f}")
    assert max(scores, key=lambda pair: scores[pair]) == ("##a", "##g")
    for word in ("sung", "bung", "song"):
        print(f"{word}: {' '.join(encode_wordpiece(word, PIECE_VOCABULARY))}")

    assert abs(sum(PROBABILITIES.values()) - 1) < 1e-12
    best, score = encode_unigram("sung", PROBABILITIES)
    print(f"Unigram: {' '.join(best)}, log probability {score:.4f}")
    for cut in (("s", "ung"), ("s", "un", "g"), ("s", "u", "n", "g")):
        value = sum(log(PROBABILITIES[u]) for u in cut)
        print(f"  instead of {' '.join(cut)}: {value:.4f}")
        assert value < score


if __name__ == "__main__":
    worked_example()
