"""Figures of the page on deployment."""

import numpy as np
from capacity import PER_ITEM, batch_time, simulated, throughput, time_in_system

from roadmap.figures import Figure, Plot


def figure_ladder() -> Figure:
    """Five rungs and what each adds."""
    rungs = [
        ("script", "you run it by hand"),
        ("HTTP service", "others can call it"),
        ("container", "it runs the same elsewhere"),
        ("serving system", "batches, several\nmodels, GPUs"),
        ("cluster", "copies, restarts,\nrollouts"),
    ]
    fig = Figure(480, 330, "The ladder of deployment: what each rung adds")
    for i, (name, adds) in enumerate(rungs):
        x, y = 12 + 34 * i, 262 - 62 * i
        fig.rect(x, y, 150, 46, fill=f"{i + 1}-soft", stroke="axis", radius=6)
        fig.text(x + 75, y + 23, name, anchor="middle", bold=True)
        for line, words in enumerate(adds.split("\n")):
            shift = 11 * (2 * line - adds.count("\n"))
            fig.text(x + 160, y + 23 + shift, words, size=15)
        if i:
            left = x - 17
            fig.line(left, y + 62, left, y + 23, stroke="muted")
            fig.arrow(left, y + 23, x - 1, y + 23, stroke="muted", width=1.5)
    return fig


def figure_batches() -> Figure:
    """Throughput and time of a batch against its size."""
    fig = Figure(480, 430, "A larger batch serves more and takes longer")
    sizes = np.unique(np.geomspace(1, 256, 40).round())
    ticks = [1, 4, 16, 64, 256]
    above = Plot(
        fig,
        (1, 256),
        (0, 2200),
        box=(0, 0, 480, 215),
        ylabel="items per second",
        xscale="log",
        xticks=ticks,
    )
    above.hline(1000 / PER_ITEM, "limit 2000", side="left")
    above.line(sizes, [throughput(n) for n in sizes], 1)
    below = Plot(
        fig,
        (1, 256),
        (0, 150),
        box=(0, 215, 480, 215),
        xlabel="items in a batch",
        ylabel="milliseconds for the batch",
        xscale="log",
        xticks=ticks,
    )
    below.line(sizes, [batch_time(n) for n in sizes], 2)
    return fig


def figure_queue() -> Figure:
    """Mean time against load: formula and simulation."""
    fig = Figure(480, 290, "Time in the system rises steeply as the load nears 1")
    plot = Plot(
        fig,
        (0, 1),
        (0, 120),
        xlabel="load (share of time the server is busy)",
        ylabel="mean milliseconds",
    )
    loads = np.linspace(0.01, 0.955, 70)
    points = [0.1, 0.3, 0.5, 0.7, 0.8, 0.9]
    plot.hline(10)
    plot.line(loads, [time_in_system(load) for load in loads], 1, label="formula")
    plot.scatter(points, [simulated(p) for p in points], 2, label="simulation")
    plot.legend("top left")
    return fig
