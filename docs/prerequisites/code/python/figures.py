"""Figures of the Python page; numbers from training_log.py and shuffle.py."""

import shuffle
from training_log import record

from roadmap.figures import Figure, Plot, box, matrix


def figure_names() -> Figure:
    """Three names lead to the one default list; the fixed version has its own."""
    shared = list(record(0.55, record(0.70, record(0.61, []))))
    fig = Figure(480, 226, "Names lead to objects; the default list is one object")
    fig.text(90, 18, "names", anchor="middle", color="muted")
    fig.text(330, 18, "objects", anchor="middle", color="muted")
    places = {"first": 50, "second": 94, "default of record": 138}
    nodes = {
        name: box(fig, 96, y, name, width=160, height=32, series=1 if y < 100 else 2)
        for name, y in places.items()
    }
    cells = matrix(fig, [shared], 248, 72, cell=60, cell_height=44, fmt=".2f",
                   highlight={(0, 2): 2})  # fmt: skip
    for node in nodes.values():
        fig.arrow(node.right[0] + 4, node.y, cells.x - 6, 94)
    lone = box(fig, 96, 196, "fixed", width=160, height=32, series=1)
    own = matrix(fig, [[0.55]], 248, 174, cell=60, cell_height=44, fmt=".2f")
    fig.arrow(lone.right[0] + 4, lone.y, own.x - 6, 196)
    return fig


def figure_generator() -> Figure:
    """The loop asks, the generator runs to the next yield and waits."""
    fig = Figure(480, 340, "A for loop and a generator take turns")
    fig.text(96, 18, "your loop", anchor="middle", bold=True)
    fig.text(384, 18, "batches(data, 2)", anchor="middle", bold=True)
    for x in (96, 384):
        fig.line(x, 36, x, 332, stroke="axis", dash="2 5")
    answers = ("examples 1, 2", "examples 3, 4", "example 5", "StopIteration")
    for turn, answer in enumerate(answers):
        y = 58 + 76 * turn
        fig.rect(376, y - 4, 16, 46, fill="2-soft", stroke="2")
        if turn < 3:
            fig.rect(88, y + 34, 16, 46, fill="1-soft", stroke="1")
        fig.arrow(106, y, 374, y, stroke="1")
        fig.text(240, y - 11, "next", anchor="middle", size=15)
        fig.arrow(374, y + 38, 106, y + 38, stroke="2", dash="6 4")
        fig.text(240, y + 27, answer, anchor="middle", size=15)
    return fig


def figure_shuffle() -> Figure:
    """Share of malignant tumors found, per split, sorted and shuffled."""
    results = shuffle.measure()
    fig = Figure(480, 280, "Malignant tumors found, by the order of the examples")
    splits = list(range(1, shuffle.SEEDS + 1))
    plot = Plot(fig, (0.5, 8.5), (0, 1), xlabel="split", top=30,
                ylabel="share of malignant tumors found", xticks=splits)  # fmt: skip
    for series, name in enumerate(("shuffled", "sorted", "naive"), 1):
        found = [pair[1] for pair in results[name]]
        plot.scatter(splits, found, series, label=name, size=6)
    plot.legend("above", columns=3)
    return fig
