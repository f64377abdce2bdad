"""Figures of the page on masked modeling; accuracies from recorded output."""

from itertools import groupby
from pathlib import Path

import numpy as np
import scratch
from nets import data

from roadmap.figures import Figure, Plot

LEVELS, CELL = 5, 13


def figure_masks() -> Figure:
    """A digit with more and more hidden patches."""
    fig = Figure(480, 158, "A digit with 0, 4, 8 and 12 of 16 patches hidden")
    X, y = data(0)
    image = X[int(np.flatnonzero(y == 3)[0])].reshape(8, 8)
    ink = np.rint(image * LEVELS).astype(int)
    rng = np.random.default_rng(4)
    for k, hidden in enumerate((0, 4, 8, 12)):
        left, top = 8 + 120 * k, 34
        paths = [""] * (LEVELS + 1)
        for i, row in enumerate(ink):
            j = 0
            for level, run in groupby(row):
                n = len(list(run))
                at = f"M{left + j * CELL:g} {top + (i + 0.5) * CELL:g}"
                paths[level] += f"{at}h{n * CELL}"
                j += n
        for level in range(1, LEVELS + 1):
            with fig.group(opacity=level / LEVELS):
                fig.path(paths[level], width=CELL)
        mask = scratch.draw_mask(1, hidden, rng)[0]
        for p in np.flatnonzero(mask):
            x, y_ = left + p % 4 * 2 * CELL, top + p // 4 * 2 * CELL
            fig.rect(x, y_, 26, 26, fill="2-soft", stroke="2", stroke_width=1)
        fig.rect(left, top, 104, 104, fill="none", stroke="axis", stroke_width=1)
        title = f"{hidden * 100 // 16}% hidden"
        fig.text(left + 52, 16, title, anchor="middle", size=15)
    return fig


def figure_ratios() -> Figure:
    """Error on hidden patches and accuracy of the probe over the mask ratio."""
    fig = Figure(480, 280, "Error and accuracy for five mask ratios")
    lines = Path(__file__).with_name("sweep.out").read_text().splitlines()
    rows = [line.split() for line in lines if line.startswith("hide ")]
    rows = [row for row in rows if row[1] != "nothing"]
    ratio = [float(row[1].rstrip("%")) for row in rows]
    plot = Plot(
        fig,
        (0, 100),
        (0, 100),
        xlabel="patches hidden (%)",
        ylabel="percent",
        right=170,
        xticks=(0, 25, 50, 75, 100),
    )
    accuracy = [float(row[3]) for row in rows]
    error = [float(row[2].rstrip("%")) for row in rows]
    raw = next(line for line in lines if line.startswith("raw pixels")).split()
    plot.line(ratio, accuracy, 1, label="probe, 50 labels", markers=True)
    plot.line(ratio, error, 2, label="error left", markers=True)
    plot.hline(float(raw[3]), "raw pixels", side="left")
    plot.direct_labels()
    return fig
