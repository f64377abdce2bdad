"""Figures of the tokenization page."""

from __future__ import annotations

import re
from pathlib import Path

import scratch

from roadmap.figures import Figure, Plot

RECORDED = Path(__file__).with_name("measure.out").read_text(encoding="utf-8")


def figure_merges() -> Figure:
    """Replaying the three merges on one known and one new word."""
    fig = Figure(480, 268, "Three merges replayed on two words")
    _, rules = scratch.train_bpe(scratch.WORDS, 3)
    for x, word in ((112, "sung"), (300, "rung")):
        units = tuple(word)
        for row in range(4):
            y, left = 62 + 56 * row, x
            for unit in units:
                width = 34 * len(unit) + 4 * (len(unit) - 1)
                known = len(unit) > 1
                fig.rect(left, y - 18, width, 36, radius=6,
                         fill="1-soft" if known else "paper",
                         stroke=1 if known else "axis")  # fmt: skip
                fig.text(left + width / 2, y, unit, anchor="middle")
                left += width + 4
            if row < 3:
                units = scratch.join(units, rules[row])
        fig.text(x + 74, 20, f"“{word}”", anchor="middle", bold=True)
    fig.text(12, 62, "letters", color="muted", size=15)
    for row, (a, b) in enumerate(rules, 1):
        fig.text(12, 62 + 56 * row, f"{row}: {a} + {b}", color="muted", size=15)
    return fig


def figure_sizes() -> Figure:
    """Length of the held-out text against the size of the vocabulary."""
    rows = re.findall(r"^ +(\d+) +(\d+) +[\d.]+ +(\d+)%", RECORDED, re.MULTILINE)
    sizes = [int(r[0]) for r in rows]
    fig = Figure(480, 300, "Tokens of one text against vocabulary size")
    plot = Plot(
        fig, (230, 3600), (0, 11_000), xscale="log",
        xlabel="entries in the vocabulary", ylabel="tokens of the same text",
        xticks=[(s, str(s)) for s in sizes],
        yticks=[(v, f"{v:,}") for v in range(0, 11_000, 2_500)],
    )  # fmt: skip
    plot.line(sizes, [int(r[1]) for r in rows], 1, markers=True)
    for size, row in zip(sizes, rows, strict=True):
        plot.text(size, int(row[1]), f"{int(row[1]):,}", dy=-16,
                  anchor="start" if size == 256 else "middle")  # fmt: skip
    return fig


def figure_languages() -> Figure:
    """Tokens for one sentence in eight languages."""
    rows = re.findall(r"^([A-Z]\w+) +\d+ +(\d+) +(\d+) ", RECORDED, re.MULTILINE)
    fig = Figure(480, 330, "Tokens for one sentence in eight languages")
    fig.text(16, 20, "tokens (filled) and bytes (outline)", color="muted", size=15)
    scale = 300 / max(int(r[1]) for r in rows)
    for i, (name, n_bytes, tokens) in enumerate(rows):
        y = 50 + 36 * i
        fig.text(16, y, name, size=15)
        fig.rect(100, y - 12, int(n_bytes) * scale, 24, fill="none", stroke="axis")
        fig.rect(100, y - 12, int(tokens) * scale, 24, fill="1-soft", stroke=1)
        fig.text(108 + int(n_bytes) * scale, y, tokens, size=15)
    return fig
