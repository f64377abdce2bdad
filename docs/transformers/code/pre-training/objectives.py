"""Inputs and targets of the three objectives for one sentence."""

from __future__ import annotations

SENTENCE = ["the", "storm", "closed", "the", "bridge"]
HIDDEN = {1}  # position chosen for MLM


# --8<-- [start:objectives]
def masked(tokens: list[str], hidden: set[int]) -> tuple[list[str], list[str]]:
    """MLM: same length; only hidden positions have a target."""
    source = ["[MASK]" if i in hidden else t for i, t in enumerate(tokens)]
    return source, [t if i in hidden else "-" for i, t in enumerate(tokens)]


def causal(tokens: list[str]) -> tuple[list[str], list[str]]:
    """CLM: the target is the input, moved by one."""
    return tokens[:-1], tokens[1:]


def spans(tokens: list[str], hidden: set[int]) -> tuple[list[str], list[str]]:
    """Sequence-to-sequence: a mark replaces a span, the decoder writes it."""
    source: list[str] = []
    target: list[str] = []
    for i, token in enumerate(tokens):
        if i in hidden and i - 1 not in hidden:
            mark = f"<{sum(t.startswith('<') for t in source)}>"
            source.append(mark)
            target.append(mark)
        (target if i in hidden else source).append(token)
    return source, [*target, "<end>"]


# --8<-- [end:objectives]

if __name__ == "__main__":
    for name, (source, target) in (
        ("MLM", masked(SENTENCE, HIDDEN)),
        ("CLM", causal(SENTENCE)),
        ("seq2seq", spans(SENTENCE, {1, 4})),
    ):
        lessons = sum(t != "-" for t in target)
        print(f"{name:8} reads  {' '.join(source)}")
        print(f"{'':8} learns {' '.join(target)}  ({lessons} predictions)")
    assert spans(SENTENCE, {1, 4})[1] == ["<0>", "storm", "<1>", "bridge", "<end>"]
