"""Figures of the page on Matplotlib, drawn with the site's own kit."""

import numpy as np
from run import EPOCHS, SEEDS, best_epoch, run
from scratch import Axes, histogram

from roadmap.figures import Figure, Plot


def figure_loss_curves() -> Figure:
    """Training and validation loss of one run, best epoch marked."""
    first = run()
    best = best_epoch(first.valid)
    every = np.arange(0, EPOCHS, 20)
    fig = Figure(480, 290, "Validation loss is lowest long before the end")
    plot = Plot(fig, (0, EPOCHS), (0, 2.5), xlabel="epoch", ylabel="cross-entropy",
                right=90)  # fmt: skip
    plot.line(every + 1, np.array(first.train)[every], 1, label="training")
    plot.line(every + 1, np.array(first.valid)[every], 2, label="validation")
    plot.vline(best, f"best: {best}")
    plot.direct_labels()
    return fig


def figure_mapping() -> Figure:
    """The sheet, the axes rectangle, and the way of one point."""
    fig = Figure(480, 372, "From data to pixels")
    ox, oy = 40, 40  # top left corner of the sheet of 400 x 300
    axes = Axes((40, 60, 320, 210), (0, 1200), (0, 1.5))
    fig.rect(ox, oy, 400, 300, fill="paper")
    fig.text(ox, 20, "figure: 400 × 300 pixels")
    left, bottom, width, height = axes.box
    top = oy + 300 - bottom - height
    fig.rect(ox + left, top, width, height, fill="1-soft", stroke="1")
    fig.text(ox + left + 8, top + 18, "axes: 320 × 210", color="1", bold=True)
    px, py = axes.pixel(286, 0.54)
    x, y = ox + px, oy + 300 - py
    fig.line(x, y, x, oy + 300 - bottom, stroke="2", dash="5 4")
    fig.line(ox + left, y, x, y, stroke="2", dash="5 4")
    fig.circle(x, y, 6, fill="2", stroke="2")
    fig.text(x + 12, y - 14, "epoch 286, loss 0.54")
    fig.text(x + 12, y + 14, f"pixel ({px:.1f}, {py:.1f})")
    base = oy + 300 - bottom
    for value in (0, 600, 1200):
        fig.text(ox + axes.pixel(value, 0)[0], base + 18, str(value), anchor="middle")
    for value in (0, 0.75, 1.5):
        level = oy + 300 - axes.pixel(0, value)[1]
        fig.text(ox + left - 4, level, f"{value:g}", anchor="end", size=13)
    fig.text(ox, 358, "(0, 0): pixels count from here", size=15, color="muted")
    fig.circle(ox, oy + 300, 5, fill="ink")
    return fig


def figure_histogram() -> Figure:
    """The same activations with 4 and with 20 bins, as densities."""
    values = run().hidden(run().valid_X).ravel()
    fig = Figure(480, 380, "Activations of a hidden layer, two sets of bins")
    for row, (bins, series) in enumerate(((4, 1), (20, 2))):
        width = 4 / bins
        density = histogram(values, 0, 4, bins) / values.size / width
        plot = Plot(
            fig, (0, 4), (0, 2),
            box=(8, 6 + 186 * row, 464, 184), xlabel="activation" if row else "",
            ylabel=f"density, {bins} bins", yticks=(0, 1, 2),
        )  # fmt: skip
        middles = (np.arange(bins) + 0.5) * width
        plot.bars(middles, density, series, width=0.92 * width)
    return fig


def figure_band() -> Figure:
    """Validation loss of five seeds: mean and range."""
    runs = np.array([run(seed).valid for seed in range(SEEDS)])
    every = np.unique(np.geomspace(1, EPOCHS, 70).astype(int)) - 1
    fig = Figure(480, 290, "Five seeds: mean and range of the validation loss")
    plot = Plot(fig, (1, EPOCHS), (0, 2.5), xlabel="epoch (logarithmic)",
                ylabel="validation loss", xscale="log",
                xticks=(1, 10, 100, 1000))  # fmt: skip
    plot.errorband(every + 1, runs.min(axis=0)[every], runs.max(axis=0)[every], 2)
    plot.line(every + 1, runs.mean(axis=0)[every], 2, label="mean of 5, and range")
    plot.legend("top right")
    return fig
