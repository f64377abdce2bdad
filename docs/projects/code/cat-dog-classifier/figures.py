"""Figures of the cat and dog page, drawn from the recorded run."""

import json
from pathlib import Path

from roadmap.figures import Figure, Plot, picture

RECORD = json.loads(Path(__file__).with_name("metrics.json").read_text())
DETAILS = RECORD["first"]["details"]
LEVELS = 7  # shades


def figure_animals() -> Figure:
    """Two cats and two dogs of the training part, as gray pictures."""
    fig = Figure(480, 146, "Two generated cats and two generated dogs")
    for place, (name, row) in enumerate(
        (("cat", 2), ("cat", 4), ("dog", 1), ("dog", 5))
    ):
        x = 10 + 117 * place
        picture(fig, DETAILS["examples"][row], x, 8, 109, LEVELS)
        fig.text(x + 54, 131, name, anchor="middle")
    return fig


def figure_variants() -> Figure:
    """Accuracy on training and validation pictures, per variant."""
    fig = Figure(480, 320, "Training and validation accuracy of four variants")
    names = list(DETAILS["variants"])
    ticks = tuple(enumerate(("scratch", "augmented", "frozen", "fine-tuned")))
    plot = Plot(
        fig, (-0.6, 3.6), (0.4, 1.1), ylabel="accuracy", top=30, xticks=ticks,
        yticks=(0.5, 0.6, 0.7, 0.8, 0.9, 1.0),
    )  # fmt: skip
    for series, part, name, shift in (
        (1, "train", "training", -0.2), (2, "valid", "validation", 0.2),
    ):  # fmt: skip
        values = [DETAILS["variants"][n][part] for n in names]
        x = [i + shift for i in range(len(names))]
        shown = [f"{100 * value:.0f}%" for value in values]
        plot.bars(x, values, series, label=name, width=0.38, base=0.4, values=shown)
    plot.legend("above", columns=2)
    return fig
