"""Figures of the entity page, drawn from the recorded run."""

import json
from pathlib import Path

from roadmap.figures import Figure, Plot, heatmap, text_width

RECORD = json.loads(Path(__file__).with_name("metrics.json").read_text())
DETAILS = RECORD["first"]["details"]
SERIES = {"PER": 1, "LOC": 2, "ORG": 3}


def figure_one_name() -> Figure:
    """Training items that begin with the same name, each of another type."""
    items = DETAILS["examples"]
    fig = Figure(620, 66 * len(items) + 16, "One name, three types")
    for row, (words, tags) in enumerate(items):
        x, y = 20.0, 28 + 66 * row
        for word, tag in zip(words, tags, strict=True):
            width = text_width(word, 16)
            if tag != "O":
                series = SERIES[tag[2:]]
                fig.rect(
                    x - 4, y - 15, width + 8, 30, fill=f"{series}-soft", stroke=series
                )
                fig.text(
                    x + width / 2, y + 29, tag, size=13, anchor="middle", color="muted"
                )
            fig.text(x, y, word)
            x += width + 11
    return fig


def figure_recall() -> Figure:
    """Recall in the first sentence and in what follows."""
    fig = Figure(480, 280, "Recall by sentence")
    plot = Plot(
        fig, (-0.6, 1.6), (0, 1), ylabel="recall of entities", top=30,
        xticks=((0, "first sentence"), (1, "second sentence")),
    )  # fmt: skip
    for series, (name, x) in enumerate(
        {"five words": (-0.2, 0.8), "transformer": (0.2, 1.2)}.items(), 1
    ):
        values = DETAILS["recall"][name]
        shown = [f"{100 * value:.0f}%" for value in values]
        plot.bars(x, values, series, label=name, width=0.36, values=shown)
    plot.legend("above", columns=2)
    return fig


def figure_attention() -> Figure:
    """Where each word of one test item looks in the last block."""
    words = DETAILS["words"]
    side = 30 * len(words)
    fig = Figure(side + 150, side + 110, "Self-attention, last block")
    heatmap(
        fig, DETAILS["weights"], 100, 90, cell=30, annotate=False,
        row_labels=words, column_labels=words, vmax=0.6,
    )  # fmt: skip
    return fig
