"""Figures of the page on part-of-speech tagging, drawn from the recorded run."""

import json
from pathlib import Path

from roadmap.figures import Figure, Plot, heatmap

RECORD = json.loads(Path(__file__).with_name("metrics.json").read_text())
DETAILS = RECORD["first"]["details"]


def figure_words() -> Figure:
    """Tags of some ambiguous words in the training part."""
    words = {word: DETAILS["words"][word] for word in ("record", "that", "to", "after")}
    fig = Figure(480, 38 * len(words) + 16, "Tags of ambiguous training words")
    for i, (word, tags) in enumerate(words.items()):
        y, left = 27 + 38 * i, 84.0
        fig.text(left - 10, y, word, anchor="end")
        for series, (tag, n) in enumerate(sorted(tags.items()), 1):
            width = 380 * n / sum(tags.values())
            fig.rect(left, y - 14, width, 28, fill=f"{series}-soft", stroke="axis")
            label = f"{tag} {n}" if width > 66 else tag
            fig.text(left + width / 2, y, label, anchor="middle", size=15)
            left += width
    return fig


def figure_groups() -> Figure:
    """Accuracy of three methods on all, ambiguous and unknown words."""
    groups = ("accuracy", "ambiguous", "unknown", "sentences")
    names = ("all", "ambiguous", "unknown", "sentences")
    fig = Figure(480, 340, "Accuracy by group of word")
    plot = Plot(
        fig, (-0.6, 3.6), (0, 115), ylabel="% right", top=52,
        xticks=list(enumerate(names)), yticks=(0, 25, 50, 75, 100),
    )  # fmt: skip
    for series, (name, scores) in enumerate(DETAILS["groups"].items(), 1):
        x = [i + 0.28 * (series - 2) for i in range(4)]
        shares = [100 * scores[group] for group in groups]
        shown = [f"{share:.0f}" for share in shares]
        plot.bars(x, shares, series, label=name, width=0.26, values=shown)
    plot.legend("above", columns=2)
    return fig


def figure_confusion() -> Figure:
    """Mistakes of the network by true tag (row) and answer (column)."""
    tags, counts = DETAILS["tags"], DETAILS["confusion"]
    wrong = [
        [0 if i == j else n for j, n in enumerate(r)] for i, r in enumerate(counts)
    ]
    kept = [i for i in range(len(tags)) if sum(wrong[i]) + sum(r[i] for r in wrong) > 4]
    values = [[wrong[i][j] for j in kept] for i in kept]
    names = [tags[i] for i in kept]
    fig = Figure(480, 90 + 42 * len(kept), "Mistakes by true tag and answer")
    heatmap(
        fig, values, 90, 76, cell=42, row_labels=names, column_labels=names,
        fmt=lambda n: f"{n:.0f}" if n else "",
    )  # fmt: skip
    return fig
