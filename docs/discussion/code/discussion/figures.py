"""Figure of the discussion of pre-training objectives, read from compare.out."""

from __future__ import annotations

import re
from pathlib import Path

from roadmap.figures import Figure, Plot

TASKS = {
    "gap of 1": "gap of 1",
    "gap of 3": "gap of 3",
    "continue by 4": "continue",
    "classify": "classify",
    "reverse": "reverse",
}


def recorded() -> dict[tuple[str, str], tuple[float, float, float]]:
    """Mean, lowest and highest of each line of compare.out; naive: three times."""
    text = Path(__file__).with_name("compare.out").read_text()
    rows = {}
    for kind, name, mean, low, high in re.findall(
        r"^(\w+) +(\S.*?) +(\d+)%(?: \((\d+)-(\d+)\))?$", text, re.M
    ):
        rows[kind, name] = (float(mean), float(low or mean), float(high or mean))
    return rows


def figure_abilities() -> Figure:
    """Bars of three models over five tasks, with the range of seeds."""
    rows = recorded()
    fig = Figure(600, 340, "What three objectives leave behind")
    plot = Plot(
        fig, (0.4, 5.6), (0, 100), ylabel="percent right",
        xticks=list(enumerate(TASKS.values(), start=1)), top=29,
    )  # fmt: skip
    for n, kind in enumerate(("masked", "causal", "seq2seq"), start=1):
        xs = [t + 0.26 * (n - 2) for t in range(1, 6)]
        values = [rows[kind, task] for task in TASKS]
        plot.bars(xs, [v[0] for v in values], n, width=0.23, label=kind)
        for x, (_, low, high) in zip(xs, values, strict=True):
            (x1, y1), (_, y2) = plot.at(x, low), plot.at(x, high)
            fig.line(x1, y1, x1, y2, stroke="ink", width=2)
    for t, task in enumerate(TASKS, start=1):
        naive = rows["naive", task][0]
        (x1, y), (x2, _) = plot.at(t - 0.42, naive), plot.at(t + 0.42, naive)
        fig.line(x1, y, x2, y, stroke="ink", width=2, dash="5 4")
    plot.legend("above", columns=3)
    return fig
