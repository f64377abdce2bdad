"""Figures of the page on sentiment with an RNN, drawn from the recorded run."""

import json
from pathlib import Path

from roadmap.figures import Figure, Plot

RECORD = json.loads(Path(__file__).with_name("metrics.json").read_text())
DETAILS = RECORD["first"]["details"]


def figure_lengths() -> Figure:
    """Training reviews by number of words."""
    counts = DETAILS["lengths"]
    fig = Figure(480, 270, "Training reviews by number of words")
    plot = Plot(
        fig, (0, 10 * len(counts)), (0, 1.1 * max(counts)),
        xlabel="words in the review", ylabel="training reviews",
        xticks=range(0, 10 * len(counts) + 1, 20),
    )  # fmt: skip
    plot.bars([10 * k + 5 for k in range(len(counts))], counts, 1, width=9)
    return fig


def figure_reading() -> Figure:
    """Probability of praise after each word of two reviews with the same words."""
    fig = Figure(480, 372, "Probability of praise after each word")
    for column, (text, reading) in enumerate(DETAILS["reading"].items()):
        left = 100 + 242 * column
        fig.line(left + 54, 30, left + 54, 348, stroke="line", dash="4 4")
        fig.text(left, 16, "0", anchor="middle")
        fig.text(left + 54, 16, "0.5", anchor="middle")
        fig.text(left + 108, 16, "1", anchor="middle")
        fig.line(left, 30, left, 348, stroke="axis")
        for i, (word, p) in enumerate(zip(text.split(), reading, strict=True)):
            y = 46 + 32 * i
            fig.text(left - 10, y, word, anchor="end")
            fill = "1-soft" if p > 0.5 else "2-soft"
            fig.rect(left, y - 11, max(108 * p, 1), 22, fill=fill, stroke="axis")
    return fig


def figure_kinds() -> Figure:
    """Accuracy of network and linear model by kind of review."""
    kinds = DETAILS["kinds"]
    fig = Figure(480, 320, "Accuracy by what a review holds")
    ticks = [(i, kind) for i, kind in enumerate(kinds)]
    plot = Plot(
        fig, (-0.6, len(kinds) - 0.4), (0, 115), ylabel="% right", top=30,
        xticks=ticks, yticks=(0, 25, 50, 75, 100),
    )  # fmt: skip
    for series, (key, name, shift) in enumerate(
        (("linear", "up to 3 words", -0.2), ("network", "LSTM", 0.2)), 1
    ):
        shares = [100 * DETAILS["by kind"][key][kind] for kind in kinds]
        x = [i + shift for i in range(len(kinds))]
        shown = [f"{share:.0f}" for share in shares]
        plot.bars(x, shares, series, label=name, width=0.36, values=shown)
    plot.legend("above", columns=2)
    return fig
