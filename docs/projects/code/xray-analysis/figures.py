"""Figures of the X-ray page, drawn from the recorded run."""

import json
from pathlib import Path

from roadmap.figures import Figure, picture

RECORD = json.loads(Path(__file__).with_name("metrics.json").read_text())
DETAILS = RECORD["first"]["details"]
LEVELS = 8  # shades


def figure_patients() -> Figure:
    """Three images of a sick and three of a healthy patient."""
    fig = Figure(480, 296, "Two generated patients, three images each")
    for i, name in enumerate(("sick", "healthy")):
        fig.text(16, 74 + 144 * i, name, bold=True)
        for j, rows in enumerate(DETAILS[name]):
            picture(fig, rows, 86 + 132 * j, 12 + 140 * i, 124, LEVELS)
    return fig


def figure_leaks() -> Figure:
    """ROC-AUC of the same network, handled with care and without."""
    names = (
        ("split by patient", "patients apart", 1),
        ("split by image", "images shuffled", 2),
        ("marker covered, other hospital", "covered, other hospital", 1),
        ("marker in view", "marker in view", 2),
        ("marker in view, other hospital", "in view, other hospital", 2),
    )
    fig = Figure(480, 44 * len(names) + 44, "ROC-AUC with and without leaks")
    fig.text(16, 18, "ROC-AUC of the same network, 0.5 is chance", bold=True)
    for i, (key, name, series) in enumerate(names):
        y, value = 62 + 44 * i, DETAILS["leaks"][key]
        fig.text(196, y, name, anchor="end")
        width = 420 * (value - 0.5)
        fig.rect(206, y - 14, width, 28, fill=f"{series}-soft", stroke="axis")
        fig.text(214 + width, y, f"{value:.3f}")
    fig.line(206, 38, 206, 44 * len(names) + 36, stroke="axis")
    return fig
