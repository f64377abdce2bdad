"""Figures of the BERT page."""

from __future__ import annotations

import re
from pathlib import Path

from roadmap.figures import Figure, Plot


def figure_input() -> Figure:
    """Three embeddings per token are added."""
    words = ["[CLS]", "my", "dog", "[SEP]", "it", "barks", "[SEP]"]
    fig = Figure(560, 236, "Token, segment and position embeddings are added")
    rows = [("token", words, 1), ("segment", list("AAAABBB"), 2)]
    rows.append(("position", [str(i) for i in range(7)], 3))
    for r, (name, labels, series) in enumerate(rows):
        y = 16 + 56 * r
        fig.text(8, y + 18, name, size=15, color="muted")
        for i, label in enumerate(labels):
            x = 86 + 67 * i
            fig.rect(x, y, 60, 36, fill=f"{series}-soft", stroke=series, radius=4)
            fig.text(x + 30, y + 18, label, anchor="middle", size=15)
            if r:
                fig.text(x + 30, y - 10, "+", anchor="middle", size=15)
    for i in range(7):
        fig.arrow(116 + 67 * i, 168, 116 + 67 * i, 198)
    fig.text(320, 218, "normalization, then the encoder", anchor="middle", size=15)
    return fig


def figure_blanks() -> Figure:
    """Accuracy at one blank, read from blanks.out."""
    out = Path(__file__).with_name("blanks.out").read_text()
    names = ["most frequent word", "model, left side", "model, both sides"]
    values = [float(re.search(rf"{name} +([\d.]+)", out)[1]) for name in names]
    left = float(re.search(r"best with the left side +([\d.]+)", out)[1])
    both = float(re.search(r"best with both sides +([\d.]+)", out)[1])
    kinds = ["frequency", "left side", "both sides"]
    ticks = [f"{k} {v:.2f}" for k, v in zip(kinds, values, strict=True)]
    fig = Figure(480, 320, "Accuracy at filling one blank")
    plot = Plot(
        fig,
        (0.4, 3.6),
        (0, 1),
        ylabel="accuracy",
        xticks=list(enumerate(ticks, start=1)),
    )
    plot.hline(left, f"best possible, left: {left:.2f}", side="left")
    plot.hline(both, f"best possible, both: {both:.2f}", side="left")
    plot.bars([1, 2, 3], values, 1, width=0.5)
    return fig
