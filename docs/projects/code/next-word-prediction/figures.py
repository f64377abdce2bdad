"""Figures of the page on next word prediction, drawn from the recorded run."""

import json
from pathlib import Path

from roadmap.figures import Figure, Plot

RECORD = json.loads(Path(__file__).with_name("metrics.json").read_text())
DETAILS = RECORD["first"]["details"]


def figure_agreement() -> Figure:
    """A subject, its verb, and two nouns in between."""
    fig = Figure(480, 150, "The verb agrees with the first noun")
    words = [
        "the",
        "boats",
        "near",
        "the",
        "old",
        "island",
        "with",
        "the",
        "anchor",
        "follow",
    ]
    places = (24, 70, 120, 160, 194, 242, 292, 330, 380, 446)
    for x, word in zip(places, words, strict=True):
        marked = word in ("boats", "follow")
        fig.text(x, 92, word, anchor="middle", bold=marked, size=15)
    fig.path("M 70 78 C 70 24 446 24 446 78", stroke=1, width=2)
    fig.text(263, 22, "agree: many", anchor="middle", color=1)
    fig.path("M 380 106 C 380 130 446 130 446 106", stroke=2, width=2)
    fig.text(368, 130, "all a trigram sees: one", anchor="end", color=2)
    return fig


def figure_memory() -> Figure:
    """Perplexity by the number of words since the document began."""
    memory = DETAILS["memory"]
    fig = Figure(480, 320, "Perplexity by place in the document")
    top = 1.1 * max(max(values) for values in memory.values())
    plot = Plot(
        fig, (0, 10 * len(memory["LSTM"])), (0, top), ylabel="perplexity", top=30,
        xlabel="words since the document began",
    )  # fmt: skip
    for series, name in enumerate(("trigram", "LSTM"), 1):
        x = [10 * k + 5 for k in range(len(memory[name]))]
        plot.line(x, memory[name], series, label=name, markers=True)
    plot.legend("above", columns=2)
    return fig


def figure_curve() -> Figure:
    """Validation perplexity by epoch."""
    history = RECORD["first"]["history"]
    floor = DETAILS["floor"]
    fig = Figure(480, 300, "Validation perplexity by epoch")
    plot = Plot(
        fig, (1, len(history)), (0, 20), xlabel="epoch", ylabel="validation perplexity",
        xticks=range(1, len(history) + 1),
    )  # fmt: skip
    rows = [row for row in history if row["valid"] < 20]
    plot.line([r["epoch"] for r in rows], [r["valid"] for r in rows], 1, markers=True)
    plot.hline(RECORD["baselines"]["Trigram, interpolated"]["perplexity"], "trigram")
    plot.hline(floor, "the grammar itself", side="left")
    return fig
