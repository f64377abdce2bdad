"""Figures of the page on losses for CNNs."""

import re
from pathlib import Path

import numpy as np

from roadmap.figures import Figure, Plot

HERE = Path(__file__)


def figure_focal() -> Figure:
    """Focal loss over the probability of the right class."""
    p = np.linspace(0.02, 1, 60)
    fig = Figure(480, 320, "Focal loss for gamma 0, 1, 2 and 5")
    plot = Plot(
        fig,
        (0, 1),
        (0, 4),
        xlabel="probability of the right class",
        ylabel="loss",
        xticks=(0, 0.25, 0.5, 0.75, 1),
        yticks=(0, 1, 2, 3, 4),
    )
    plot.vspan(0.6, 1, 4)
    for series, gamma in enumerate((0, 1, 2, 5), start=1):
        name = "cross-entropy, γ = 0" if gamma == 0 else f"γ = {gamma}"
        plot.line(p, -((1 - p) ** gamma) * np.log(p), series, label=name)
    plot.text(0.8, 1.3, "easy examples", anchor="middle")
    plot.legend("top right")
    return fig


def figure_outcomes() -> Figure:
    """Rare digit and small objects: what each loss reaches."""
    imbalance = HERE.with_name("imbalance.out").read_text()
    masks = HERE.with_name("masks.out").read_text()
    panels = (
        (
            "rare digit: recall at threshold 0.5",
            re.findall(r"(?m)^(\w.*?) *: recall (\d+)% \((\d+) to (\d+)\)", imbalance),
        ),
        (
            "rare digit: average precision",
            re.findall(
                r"(?m)^(\w.*?) *: recall.*precision (\d+) \((\d+) to (\d+)\)", imbalance
            ),
        ),
        (
            "small objects: Dice at threshold 0.5",
            re.findall(r"(?m)^(\w.*?) *: Dice (\d+)% \((\d+) to (\d+)\)", masks),
        ),
    )
    fig = Figure(480, 500, "What each loss reaches on rare classes")
    for number, (title, rows) in enumerate(panels):
        top = 8 + 164 * number
        fig.text(12, top + 10, title, size=15, bold=True)
        plot = Plot(
            fig,
            (0, 100),
            (-0.6, len(rows) - 0.4),
            box=(126, top + 18, 340, 142),
            xticks=(0, 25, 50, 75, 100),
            yticks=(),
        )
        for place, (name, mean, low, high) in enumerate(rows):
            y = len(rows) - 1 - place
            plot.line((float(low), float(high)), (y, y), 1, width=3, dash="")
            plot.scatter((float(mean),), (y,), 1, size=7)
            fig.text(120, plot.at(0, y)[1], name, anchor="end", size=15)
            plot.text(float(high), y, mean, dx=10)
    return fig
