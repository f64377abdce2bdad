"""Figures of the NumPy page; numbers from scratch.py and silent.py."""

import silent
from scratch import TinyArray, X

from roadmap.figures import Figure, Plot, matrix


def figure_strides() -> Figure:
    """Six numbers in memory, and two ways to read them."""
    fig = Figure(480, 348, "One block of memory, read as x and as its transpose")
    memory = [float(v) for v in X.ravel()]
    x = TinyArray(memory, (2, 3))
    marked = {(0, place): 1 if place < 3 else 2 for place in range(6)}
    cells = matrix(fig, [memory], 90, 44, cell=50, cell_height=40, highlight=marked)
    fig.text(240, 20, "memory: 6 numbers of 4 bytes", anchor="middle")
    for place in range(6):
        center = cells.center(0, place)[0]
        fig.text(center, 100, f"{4 * place}", anchor="middle", color="muted", size=15)
    fig.text(80, 100, "byte", anchor="end", color="muted", size=15)
    for name, array, left, strides, steps in (
        ("x", x, 44, "(12, 4)", ("next row: + 12 bytes", "next column: + 4")),
        (
            "x.T",
            x.transpose(),
            310,
            "(4, 12)",
            ("next row: + 4 bytes", "next column: + 12"),
        ),
    ):
        rows, columns = array.shape
        values = [[array[i, j] for j in range(columns)] for i in range(rows)]
        marks = {
            (i, j): 1 if array.place((i, j)) < 3 else 2
            for i in range(rows)
            for j in range(columns)
        }
        view = matrix(fig, values, left, 166, cell=40, highlight=marks)
        middle = (view.x + view.right) / 2
        fig.text(middle, 146, f"{name}, strides {strides}", anchor="middle", bold=True)
        for line, text in enumerate(steps):
            fig.text(middle, 308 + 22 * line, text, anchor="middle", size=15)
    return fig


def figure_broadcast() -> Figure:
    """A column and a row are stretched to the table of all pairs."""
    fig = Figure(480, 244, "A column (3, 1) minus a flat array (3,) is a table (3, 3)")
    cell, top = 42, 62
    faded = {"opacity": 0.35}
    column = matrix(fig, [[1], [2], [3]], 16, top, cell=cell)
    with fig.group(0, 0, **faded):
        matrix(fig, [[1, 1], [2, 2], [3, 3]], 16 + cell, top, cell=cell)
    row = matrix(fig, [[1, 2, 3]], 176, top, cell=cell)
    with fig.group(0, 0, **faded):
        matrix(fig, [[1, 2, 3], [1, 2, 3]], 176, top + cell, cell=cell)
    table = [[p - t for t in (1, 2, 3)] for p in (1, 2, 3)]
    diagonal = {(i, i): 3 for i in range(3)}
    out = matrix(fig, table, 336, top, cell=cell, highlight=diagonal)
    middle = top + 1.5 * cell
    fig.text(160, middle, "−", size=24, anchor="middle")
    fig.text(320, middle, "=", size=24, anchor="middle")
    for x, text in (
        (column.x + 63, "prediction (3, 1)"),
        (row.x + 63, "target (3,)"),
        (out.x + 63, "error (3, 3)"),
    ):
        fig.text(x, 34, text, anchor="middle", size=15)
    fig.text(79, 208, "column repeated", anchor="middle", size=15, color="muted")
    fig.text(239, 208, "row repeated", anchor="middle", size=15, color="muted")
    fig.text(399, 208, "marked: the three", anchor="middle", size=15, color="muted")
    fig.text(399, 228, "you wanted", anchor="middle", size=15, color="muted")
    return fig


def figure_silent() -> Figure:
    """Training loss with the right and with the wrong shape."""
    inputs, y, _, _ = silent.data(0)
    fig = Figure(480, 300, "Training loss with the right and the wrong shape")
    plot = Plot(fig, (0, 60), (0, 5), xlabel="step", ylabel="training loss", right=118)
    for series, (name, target) in enumerate(
        (("shape (N, 1)", y[:, None]), ("shape (N, N)", y)), 1
    ):
        losses = silent.train(inputs, target)[2]
        plot.line(range(61), losses[:61], series, label=name)
    plot.direct_labels()
    return fig
