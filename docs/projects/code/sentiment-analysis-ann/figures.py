"""Figures of the page on sentiment with word counts, drawn from the recorded run."""

import json
from pathlib import Path
from textwrap import wrap

from roadmap.figures import Figure, Plot

RECORD = json.loads(Path(__file__).with_name("metrics.json").read_text())
DETAILS = RECORD["first"]["details"]
KINDS = ("plain", "genre", "negated", "order")


def figure_examples() -> Figure:
    """One generated comment of each kind."""
    fig = Figure(480, 330, "Four kinds of generated comments")
    for i, kind in enumerate(KINDS):
        text, label, share = DETAILS["examples"][kind]
        y = 8 + 80 * i
        fig.rect(8, y, 464, 72, fill="1-soft" if label else "2-soft", radius=6)
        verdict = "praise" if label else "complaint"
        fig.text(18, y + 16, f"{kind}, {100 * share:.0f}%", bold=True)
        fig.text(462, y + 16, verdict, anchor="end", italic=True)
        for line, part in enumerate(wrap(text, 58)):
            fig.text(18, y + 38 + 20 * line, part, size=15)
    return fig


def figure_kinds() -> Figure:
    """Accuracy per kind of comment for three methods."""
    names = (
        ("Logistic regression", "linear"),
        ("Logistic regression, words and pairs", "linear + pairs"),
        ("Network", "network"),
    )
    fig = Figure(480, 320, "Accuracy per kind of comment")
    plot = Plot(
        fig, (-0.5, 3.5), (0, 1), ylabel="test accuracy", top=30,
        xticks=tuple(enumerate(KINDS)), yticks=(0, 0.25, 0.5, 0.75, 1),
    )  # fmt: skip
    for series, (name, label) in enumerate(names, 1):
        right = [DETAILS["kinds"][name][kind] for kind in KINDS]
        x = [i + 0.27 * (series - 2) for i in range(4)]
        plot.bars(x, right, series, label=label, width=0.25)
    plot.legend("above", columns=3)
    return fig


def figure_curve() -> Figure:
    """Training and validation loss over the epochs."""
    rows = RECORD["first"]["history"]
    fig = Figure(480, 280, "Training and validation loss")
    plot = Plot(fig, (0, 25), (0, 0.6), xlabel="epoch", ylabel="loss", right=90)
    for series, name in enumerate(("training", "validation"), 1):
        losses = [row[f"{name[:5]} loss"] for row in rows]
        plot.line([row["epoch"] for row in rows], losses, series, label=name)
    best = min(rows, key=lambda row: row["valid loss"])["epoch"]
    plot.vline(best, "kept", side="left")
    plot.direct_labels()
    return fig
