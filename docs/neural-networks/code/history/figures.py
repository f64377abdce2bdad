"""Figures of the page on history."""

import scratch
from milestones import MILESTONES, WINTERS

from roadmap.figures import Figure, Plot


def figure_timeline() -> Figure:
    """Milestones on a true scale of years, labels spread where they crowd."""
    top, scale, gap = 34, 7.2, 29  # user units: first year, per year, between labels
    first = 1940

    def at(year: float) -> float:
        return top + scale * (year - first)

    wanted = [at(year) for year, _, _ in MILESTONES]
    rows = wanted[:]
    for _ in range(200):  # push crowded labels apart, keep their order
        for k in range(1, len(rows)):
            overlap = gap - (rows[k] - rows[k - 1])
            if overlap > 0:
                rows[k - 1] -= overlap / 2
                rows[k] += overlap / 2
    height = round(at(2020)) + 30
    fig = Figure(560, height, "Milestones from 1943 to 2017 and two AI winters")
    for (begin, end), dash in zip(WINTERS, ("4 4", ""), strict=True):
        tall = at(end) - at(begin)
        fig.rect(10, at(begin), 60, tall, fill="1-soft", stroke=1, dash=dash)
        fig.text(
            36, (at(begin) + at(end)) / 2, "winter", size=14, anchor="middle", color=1
        )
    fig.line(70, at(first), 70, at(2020), stroke="axis", width=2)
    for decade in range(first, 2021, 10):
        fig.line(64, at(decade), 76, at(decade), stroke="axis")
        if not any(begin <= decade <= end for begin, end in WINTERS):
            fig.text(58, at(decade), str(decade), size=14, anchor="end", color="muted")
    for (year, label, _), y_true, y in zip(MILESTONES, wanted, rows, strict=True):
        fig.circle(70, y_true, 4.5, fill=2, stroke="none")
        fig.line(76, y_true, 120, y, stroke="line")
        fig.text(126, y, str(year), bold=True)
        fig.text(180, y, label)
    return fig


def figure_rule() -> Figure:
    """Mistakes per epoch of Rosenblatt's rule on three tasks."""
    epochs = range(1, 13)
    fig = Figure(480, 290, "Mistakes of Rosenblatt's rule per epoch")
    plot = Plot(
        fig,
        (1, 12),
        (0, 4.2),
        xlabel="epoch",
        ylabel="mistakes on four examples",
        xticks=(1, 2, 4, 6, 8, 10, 12),
        yticks=(0, 1, 2, 3, 4),
        top=29,
    )
    for series, name in ((2, "XOR"), (1, "AND"), (3, "OR")):
        _, mistakes = scratch.rosenblatt(scratch.X, scratch.TARGETS[name], 12)
        plot.line(epochs, mistakes, series, label=name, markers=True)
    plot.legend("above", columns=3)
    return fig


def figure_starts() -> Figure:
    """How many of 20 random starts of the 1986 network solve XOR."""
    widths = (1, 2, 3, 4)
    counts = [scratch.solved(width) for width in widths]
    fig = Figure(480, 270, "Random starts that solve XOR, by hidden units")
    plot = Plot(
        fig,
        (0.4, 4.6),
        (0, 22),
        xlabel="hidden units",
        ylabel="starts that solve XOR, of 20",
        xticks=widths,
        yticks=(0, 5, 10, 15, 20),
    )
    plot.bars(widths, counts, 1, width=0.6, values=[str(c) for c in counts])
    return fig
