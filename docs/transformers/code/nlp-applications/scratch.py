"""Measures for language tasks from scratch: F1, spans, answers, BLEU, ROUGE."""

import math
import re
from collections import Counter

Words = list[str]


# --8<-- [start:classes]
def f1(tp: float, guessed: float, true: float) -> float:
    """Harmonic mean of precision tp / guessed and recall tp / true; 0 if tp is 0."""
    return 2 * tp / (guessed + true) if tp else 0.0


def accuracy(guess: list, truth: list) -> float:
    return sum(g == t for g, t in zip(guess, truth, strict=True)) / len(truth)


def macro_f1(guess: list, truth: list) -> float:
    """F1 of each class on its own, then the plain mean."""
    hits = Counter(t for g, t in zip(guess, truth, strict=True) if g == t)
    g, t = Counter(guess), Counter(truth)
    return sum(f1(hits[c], g[c], t[c]) for c in sorted(g | t)) / len(g | t)


# --8<-- [end:classes]


# --8<-- [start:spans]
def spans(tags: list[str]) -> set[tuple[int, int, str]]:
    """Entities (start, end, type) of BIO tags; I- without a B- opens an entity."""
    out, start, kind = set(), 0, ""
    for t, tag in enumerate([*tags, "O"]):
        if kind and tag != f"I-{kind}":  # the open entity ends here
            out.add((start, t, kind))
            kind = ""
        if tag != "O" and not kind:
            start, kind = t, tag[2:]
    return out


def span_f1(guess: list[str], truth: list[str]) -> float:
    g, t = spans(guess), spans(truth)
    return f1(len(g & t), len(g), len(t))


# --8<-- [end:spans]


# --8<-- [start:answers]
def normalize(text: str) -> Words:
    text = re.sub(r"[^\w\s]", "", text.lower())
    return [w for w in text.split() if w not in ("a", "an", "the")]


def exact_match(guess: str, answers: list[str]) -> float:
    return float(any(normalize(guess) == normalize(a) for a in answers))


def answer_f1(guess: str, answers: list[str]) -> float:
    """Shared words, each counted as often as both have it; the best reference."""
    g = Counter(normalize(guess))
    refs = [Counter(normalize(a)) for a in answers]
    return max(f1((g & r).total(), g.total(), r.total()) for r in refs)


# --8<-- [end:answers]


# --8<-- [start:bleu]
def ngrams(words: Words, n: int) -> Counter:
    return Counter(tuple(words[k : k + n]) for k in range(len(words) - n + 1))


def bleu(guesses: list[Words], references: list[Words], order: int = 4) -> float:
    """Corpus BLEU with one reference each: counts are summed before dividing."""
    logs = 0.0
    for n in range(1, order + 1):
        hits = total = 0
        for g, r in zip(guesses, references, strict=True):
            hits += (ngrams(g, n) & ngrams(r, n)).total()  # clipped by the reference
            total += ngrams(g, n).total()
        if hits == 0:
            return 0.0
        logs += math.log(hits / total) / order
    c, r = sum(map(len, guesses)), sum(map(len, references))
    return min(1.0, math.exp(1 - r / c)) * math.exp(logs)  # brevity penalty first


# --8<-- [end:bleu]


# --8<-- [start:rouge]
def rouge_n(guess: Words, reference: Words, n: int) -> float:
    g, r = ngrams(guess, n), ngrams(reference, n)
    return f1((g & r).total(), g.total(), r.total())


def lcs(a: Words, b: Words) -> int:
    row = [0] * (len(b) + 1)
    for x in a:
        old, row = row, [0]
        for k, y in enumerate(b):
            row.append(old[k] + 1 if x == y else max(old[k + 1], row[k]))
    return row[-1]


def rouge_l(guess: Words, reference: Words) -> float:
    return f1(lcs(guess, reference), len(guess), len(reference))


# --8<-- [end:rouge]


def perplexity(probabilities: list[float], units: int) -> float:
    """exp of the total loss per unit; the unit must be named."""
    return math.exp(-sum(map(math.log, probabilities)) / units)


def main() -> None:
    """The worked example."""
    truth, guess = list("AAAAAAAABC"), list("AAAAAAAAAA")
    print(
        f"accuracy {accuracy(guess, truth):.4f}, F1 of A {f1(8, 10, 8):.4f}, ", end=""
    )
    print(f"macro F1 {macro_f1(guess, truth):.4f}")

    tags = ["B-PER", "I-PER", "O", "B-LOC"]
    found = ["O", "B-PER", "O", "B-LOC"]
    print(f"spans: {sorted(spans(found))} of {sorted(spans(tags))}")
    print(f"token accuracy {accuracy(found, tags):.4f}, ", end="")
    print(f"span F1 {span_f1(found, tags):.4f}")

    print(f"'1903' for 'in 1903': EM {exact_match('1903', ['in 1903']):.0f}, ", end="")
    print(f"F1 {answer_f1('1903', ['in 1903']):.4f}")
    assert exact_match("The Eiffel Tower.", ["Eiffel tower"]) == 1

    output = ["the", "cat", "sat", "on", "mat"]
    reference = ["the", "cat", "sat", "on", "the", "mat", "today"]
    print("BLEU precisions:", end="")
    for n in range(1, 5):
        hits = (ngrams(output, n) & ngrams(reference, n)).total()
        print(f" {hits}/{ngrams(output, n).total()}", end="")
    print(f"; geometric mean {(1 * 0.75 * 2 / 3 * 0.5) ** 0.25:.4f}")
    print(f"brevity penalty {math.exp(1 - 7 / 5):.4f}, ", end="")
    print(f"BLEU {bleu([output], [reference]):.4f}")
    the = (Counter(["the"] * 4) & Counter(["the", "cat", "sat"])).total()
    print(f"'the the the the' against 'the cat sat': {the}/4 = {the / 4:.4f}")

    short, full = ["the", "bridge", "closed"], ["a", "storm", "closed", "the", "bridge"]
    print(f"ROUGE-1 {rouge_n(short, full, 1):.4f}, ", end="")
    print(f"ROUGE-2 {rouge_n(short, full, 2):.4f}, ROUGE-L {rouge_l(short, full):.4f}")

    p = [0.5, 0.25, 0.25, 0.5]  # four tokens that make up three words
    print(f"perplexity per token {perplexity(p, 4):.4f}, ", end="")
    print(f"per word {perplexity(p, 3):.4f}")


if __name__ == "__main__":
    main()
