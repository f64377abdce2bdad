"""Figure: what interruptions and checkpoints add, against the interval."""

import numpy as np
from cost import RESTART, SAVE, best_interval, expected_hours

from roadmap.figures import Figure, Plot


def figure_interval() -> Figure:
    """Extra time in percent for an interruption every 5 hours on average."""
    work, between = 20.0, 5.0
    minutes = np.geomspace(2, 240, 60)
    total = [100 * (expected_hours(work, m / 60, between) / work - 1) for m in minutes]
    figure = Figure(480, 300)
    plot = Plot(
        figure,
        (2, 240),
        (0, 70),
        xlabel="minutes between two checkpoints",
        ylabel="extra time in percent",
        xscale="log",
        xticks=[(m, str(m)) for m in (2, 5, 10, 25, 60, 120, 240)],
        yticks=(0, 20, 40, 60),
        right=16,
    )
    plot.vline(60 * best_interval(between), label="best: 25 min")
    plot.hline(100 * RESTART / between, label="restarts alone", side="right")
    plot.line(minutes, 100 * SAVE * 60 / minutes, 2)
    plot.line(minutes, 100 * minutes / 60 / 2 / between, 3)
    plot.line(minutes, total, 1)
    plot.text(2.2, 20, "saving", anchor="start", color=2)
    plot.text(130, 15.5, "lost work", anchor="start", color=3)
    plot.text(38, 40, "all together", anchor="start", color=1)
    return figure
