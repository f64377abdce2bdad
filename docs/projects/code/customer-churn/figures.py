"""Figures of the churn page, drawn from the recorded run."""

import json
from pathlib import Path

from roadmap.figures import Figure, Plot

RECORD = json.loads(Path(__file__).with_name("metrics.json").read_text())
DETAILS = RECORD["first"]["details"]


def figure_crossed() -> Figure:
    """Share of leavers by internet access and technical support."""
    (dsl, dsl_support), (fiber, fiber_support) = DETAILS["crossed"]
    fig = Figure(480, 290, "Share of leavers by internet access and support")
    plot = Plot(
        fig, (-0.6, 1.6), (0, 0.6), ylabel="share who leave", top=30,
        xticks=((0, "DSL"), (1, "fiber")), yticks=(0, 0.2, 0.4, 0.6),
    )  # fmt: skip
    for series, name, x, pair in (
        (1, "without support", (-0.2, 0.8), (dsl, fiber)),
        (2, "with support", (0.2, 1.2), (dsl_support, fiber_support)),
    ):
        shown = [f"{100 * value:.0f}%" for value in pair]
        plot.bars(x, pair, series, label=name, width=0.36, values=shown)
    plot.legend("above", columns=2)
    return fig


def figure_gain() -> Figure:
    """Share of all leavers among the first tenths of each ranking."""
    share = [10 * k for k in range(11)]
    fig = Figure(480, 320, "Leavers found against customers called")
    plot = Plot(
        fig, (0, 100), (0, 100), xlabel="% of customers called",
        ylabel="% of leavers found", top=52,
    )  # fmt: skip
    names = {"network": "network", "linear": "logistic regression", "rule": "rule"}
    for series, (key, name) in enumerate(names.items(), 1):
        found = [100 * value for value in DETAILS["gain"][key]]
        plot.line(share, found, series, label=name)
    plot.line((0, 100), (0, 100), 4, label="chance", width=1.5)
    plot.legend("above", columns=2)
    return fig


def figure_columns() -> Figure:
    """ROC-AUC lost when one column is shuffled."""
    lost = DETAILS["columns"]
    fig = Figure(480, 34 * len(lost) + 44, "ROC-AUC lost when a column is shuffled")
    fig.text(24, 18, "ROC-AUC lost when the column is shuffled", bold=True)
    top = max(lost.values())
    for i, (name, value) in enumerate(lost.items()):
        y = 52 + 34 * i
        fig.text(150, y, name, anchor="end")
        fig.rect(160, y - 11, 250 * value / top, 22, fill="1-soft", stroke="axis")
        fig.text(168 + 250 * value / top, y, f"{value:.3f}")
    return fig
