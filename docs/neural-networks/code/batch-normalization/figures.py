"""Figures of the page; numbers from training.py and modes.py."""

import modes
import numpy as np
import training

from roadmap.figures import Figure, Plot, heatmap, matrix


def figure_axes() -> Figure:
    """Which numbers share a mean and a variance."""
    fig = Figure(480, 280, "Batch normalization and layer normalization")
    z = np.array([[2, 7, 1, 3], [4, 9, 0, 5], [6, 8, 2, 4], [8, 6, 1, 8]])
    columns = {(i, 0): 1 for i in range(4)}
    rows = {(0, k): 2 for k in range(4)}
    for x, name, marked in ((40, "batch norm", columns), (290, "layer norm", rows)):
        cells = matrix(fig, z, x, 66, cell=38, highlight=marked)
        middle = (cells.x + cells.right) / 2
        fig.text(middle, 20, name, anchor="middle", bold=True)
        fig.text(middle, 48, "features", anchor="middle", color="muted")
        fig.text(
            x - 18, 66 + 76, "examples", anchor="middle", color="muted", rotate=-90
        )
        part = "column" if name == "batch norm" else "row"
        for dy, note in ((24, f"each {part} has its own"), (46, "mean and variance")):
            fig.text(middle, cells.bottom + dy, note, anchor="middle")
    return fig


def figure_grid() -> Figure:
    """Accuracy by start and learning rate, without and with batch normalization."""
    fig = Figure(480, 290, "Accuracy by start and learning rate")
    for x, name, norm in ((76, "plain", "none"), (306, "batch norm", "batch")):
        fig.text(x + 84, 18, name, anchor="middle", bold=True)
        fig.text(x + 84, 44, "learning rate", anchor="middle", color="muted")
        heatmap(
            fig,
            training.grid(norm).mean(axis=-1),
            x,
            78,
            cell=56,
            row_labels=list(training.STARTS),
            column_labels=[f"{rate:g}" for rate in training.RATES],
            fmt=".0f",
            vmax=130,
        )
    fig.text(8, 270, "rows: standard deviation of the first weights", color="muted")
    return fig


def figure_modes() -> Figure:
    """Accuracy in training mode by the size of the batches."""
    model = modes.trained()
    sizes = (1, 2, 4, 8, 16, 32, 64, 128)
    fig = Figure(480, 330, "Accuracy of a network left in training mode")
    plot = Plot(
        fig,
        (1, 128),
        (0, 105),
        xscale="log",
        xlabel="images per batch",
        ylabel="accuracy on new images in percent",
        xticks=[(size, f"{size}") for size in sizes],
        yticks=(0, 25, 50, 75, 100),
    )
    for series, order in ((1, modes.SHUFFLED), (2, modes.SORTED)):
        runs = [modes.forgotten_eval(model, order, size)[0] for size in sizes]
        low, high = [r.min() for r in runs], [r.max() for r in runs]
        plot.errorband(sizes, low, high, series=series)
        plot.line(sizes, [r.mean() for r in runs], series, markers=True)
    plot.hline(float(model.accuracy().mean()), "inference mode", side="left")
    plot.text(5, 55, "training mode, shuffled", color=1)
    plot.text(14, 25, "sorted by class", color=2, anchor="end")
    return fig
