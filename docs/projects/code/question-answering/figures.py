"""Figures of the question answering page, drawn from the recorded run."""

import json
from pathlib import Path

from roadmap.figures import Figure, Plot, text_width

RECORD = json.loads(Path(__file__).with_name("metrics.json").read_text())
DETAILS, HISTORY = RECORD["first"]["details"], RECORD["first"]["history"]


def flow(words: list[str]) -> list[tuple[float, float, float]]:
    """Left edge, middle and width of words set in lines of 500 units."""
    places, x, line = [], 24.0, 0
    for word in words:
        width = text_width(word, 16)
        if x + width > 516:
            x, line = 24.0, line + 1
        places.append((x, 84 + 34 * line, width))
        x += width + 9
    return places


def figure_passage() -> Figure:
    """A passage, its candidates, and the probability of each word as start."""
    words, places = DETAILS["passage"], flow(DETAILS["passage"])
    fig = Figure(540, int(places[-1][1]) + 30, "A passage with start probabilities")
    fig.text(24, 24, " ".join(DETAILS["question"]), bold=True)
    towns = {i + 1 for i, w in enumerate(words[:-1]) if w.lower() in ("in", "to")}
    for i, (x, y, width) in enumerate(places):
        candidate = i in towns and words[i][0].isupper() and not words[i + 1].isdigit()
        if DETAILS["start"][i] > 0.02:
            share = min(1.0, DETAILS["start"][i])
            fig.rect(
                x - 4, y - 14, width + 8, 28, fill="heat", stroke="none", opacity=share
            )
        if candidate:
            fig.rect(x - 4, y - 14, width + 8, 28, fill="none", stroke=2, radius=4)
        fig.text(x, y, words[i])
    return fig


def figure_words() -> Figure:
    """Exact match by the first word of the question."""
    kinds = DETAILS["kinds"]
    fig = Figure(480, 260, "Exact match by question word")
    plot = Plot(
        fig, (-0.6, len(kinds) - 0.4), (0, 1), ylabel="exact match",
        xticks=tuple(enumerate(kinds)), yticks=(0, 0.25, 0.5, 0.75, 1), top=32,
    )  # fmt: skip
    values = list(kinds.values())
    shown = [f"{100 * value:.0f}%" for value in values]
    plot.bars(range(len(kinds)), values, 1, width=0.6, values=shown)
    return fig


def figure_curve() -> Figure:
    """Validation F1 after each epoch."""
    epochs = [row["epoch"] for row in HISTORY]
    fig = Figure(480, 270, "Validation F1 after each epoch")
    plot = Plot(
        fig, (1, epochs[-1]), (0, 1), xlabel="epoch", ylabel="F1 on validation",
        xticks=epochs, yticks=(0, 0.25, 0.5, 0.75, 1),
    )  # fmt: skip
    plot.line(epochs, [row["valid F1"] for row in HISTORY], 1, markers=True)
    best = RECORD["baselines"]["Right type in that sentence"]["F1"]
    plot.hline(best, "best baseline (test)", side="right")
    return fig
