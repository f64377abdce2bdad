"""The measures of the page on its own short texts."""

from collections import Counter

SUMMARY = ["the", "bridge", "closed"]
REFERENCE = ["a", "storm", "closed", "the", "bridge"]


def overlap(guess: list[str], truth: list[str]) -> tuple[float, float, float]:
    """Precision, recall and F1 of shared words, each counted once per occurrence."""
    shared = sum((Counter(guess) & Counter(truth)).values())
    precision, recall = shared / len(guess), shared / len(truth)
    return precision, recall, 2 * precision * recall / (precision + recall)


def main() -> None:
    """Print and assert the numbers of the page."""
    true_tags = ["B-PER", "I-PER", "O", "B-LOC"]
    guessed = ["O", "B-PER", "O", "B-LOC"]
    kind = [a[-3:] == b[-3:] for a, b in zip(true_tags, guessed, strict=True)]
    print(f"tokens right by type: {sum(kind)} of {len(kind)}")

    cases = (
        ("entities", ["Curie PER", "Lyon LOC"], ["Marie Curie PER", "Lyon LOC"]),
        ("answer", ["1903"], ["in", "1903"]),
        ("summary", SUMMARY, REFERENCE),
    )
    for name, guess, truth in cases:
        precision, recall, f1 = overlap(guess, truth)
        print(f"{name}: precision {precision:.2f}, recall {recall:.2f}, F1 {f1:.2f}")

    output, reference = Counter(["the"] * 4), Counter(["the", "cat", "sat"])
    clipped = sum((output & reference).values())
    print(f"clipped precision: {clipped} of {sum(output.values())}")


if __name__ == "__main__":
    main()
