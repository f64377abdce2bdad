"""Figures of the page on language applications."""

import re
from pathlib import Path

from roadmap.figures import Figure, Plot, box


def figure_shapes() -> Figure:
    """Four ways to use a pretrained network, with the tasks of each."""
    fig = Figure(480, 400, "Four shapes and the tasks they serve")
    rows = (
        ("encoder", "one class\nfor the text", "sentiment, topics", 1),
        ("encoder", "one tag\nfor each token", "named entities", 2),
        ("encoder", "start and end\nof a span", "SQuAD answers", 3),
        ("decoder", "next token,\nagain and again", "translation,\nsummaries, chat", 4),
    )
    for k, (core, head, tasks, series) in enumerate(rows):
        y = 50 + 100 * k
        a = box(fig, 62, y, core, width=96, height=48)
        b = box(fig, 232, y, head, width=148, height=58, series=series)
        fig.arrow(a.right[0], y, b.left[0], y)
        lines = tasks.split("\n")
        for m, line in enumerate(lines):
            fig.text(324, y + 20 * m - 10 * (len(lines) - 1), line)
    return fig


def figure_disagree() -> Figure:
    """Accuracy and macro F1 against the strength of the class weights."""
    text = Path(__file__).with_name("compare.out").read_text().splitlines()[2:7]
    fig = Figure(480, 330, "Two measures with different winners")
    plot = Plot(
        fig,
        (0, 1),
        (50, 95),
        xlabel="strength of the class weights",
        ylabel="percent on the test set",
        xticks=(0, 0.25, 0.5, 0.75, 1),
        yticks=(50, 60, 70, 80, 90),
        right=82,
    )
    rows = [
        [float(v) for v in re.findall(r"[\d.]+", line.replace("F1", ""))]
        for line in text
    ]
    xs = [r[0] for r in rows]
    for series, (start, name) in enumerate(((1, "accuracy"), (4, "macro F1")), start=1):
        mean, low, high = ([r[start + j] for r in rows] for j in range(3))
        plot.errorband(xs, low, high, series)
        plot.line(xs, mean, series, label=name, markers=True)
    plot.direct_labels()
    return fig
