"""Figures of the page on regularization; numbers from experiment.py and scratch.py."""

import experiment
import numpy as np
import scratch

from roadmap.figures import Figure, Plot


def figure_overfitting() -> Figure:
    """Loss on training and validation digits, mean and range of eight seeds."""
    epochs = range(10, experiment.EPOCHS + 1, 10)
    fig = Figure(480, 320, "Training loss falls, validation loss falls and rises")
    plot = Plot(
        fig,
        (0, 500),
        (0, 1.6),
        xlabel="epoch",
        ylabel="cross-entropy",
        xticks=(0, 100, 200, 300, 400, 500),
        yticks=(0, 0.4, 0.8, 1.2, 1.6),
        right=92,
    )
    for series, (part, name) in enumerate(
        (("train", "training"), ("valid", "validation")), start=1
    ):
        loss = np.array([[v for v, _ in run[part]] for run in experiment.plain()])
        plot.errorband(epochs, loss.min(axis=0), loss.max(axis=0), series)
        plot.line(epochs, loss.mean(axis=0), series, label=name)
    plot.direct_labels()
    return fig


def figure_shrinkage() -> Figure:
    """What the two penalties do to a weight in one step."""
    w = np.array([-1.0, -0.25, 0.25, 1.0])
    zero = np.zeros(4)
    fig = Figure(480, 330, "A weight after the penalty, as a function of the weight")
    plot = Plot(
        fig,
        (-1, 1),
        (-1, 1),
        xlabel="weight before the penalty",
        ylabel="weight after the penalty",
        xticks=(-1, -0.5, 0, 0.5, 1),
        yticks=(-1, -0.5, 0, 0.5, 1),
        right=8,
        top=29,
    )
    plot.line(w, scratch.l2_step(w, zero, 0.5, 0.5), 1, label="L2, factor 0.75")
    plot.line(w, scratch.l1_step(w, zero, 0.5, 0.5), 2, label="L1, amount 0.25")
    plot.line(w, w, 3, label="none", width=1.5)
    plot.legend("above", columns=3)
    return fig


def figure_methods() -> Figure:
    """Test accuracy of every method, one point per seed."""
    table = experiment.results()
    names = ("none", "L1", "dropout", "early stopping", "L2", "L2 and dropout")
    fig = Figure(480, 330, "Test accuracy by method, eight seeds each")
    left = 136
    plot = Plot(
        fig,
        (66, 88),
        (0.4, 6.6),
        box=(left, 8, 336, 314),
        xlabel="right on 1,147 test digits, %",
        xticks=(70, 75, 80, 85),
        yticks=(),
    )
    for row, name in enumerate(names):
        y = 6 - row
        values = table[name][:, 2]
        plot.line([values.min(), values.max()], [y, y], 1, width=2, dash="")
        plot.scatter(values, [y] * len(values), 1, size=4)
        x, at = plot.at(values.mean(), y)
        fig.line(x, at - 12, x, at + 12, stroke="ink", width=3)
        fig.text(left - 4, at, name, anchor="end")
    return fig


def figure_strength() -> Figure:
    """Training and test accuracy against the strength of L2."""
    grid = [setting["l2"] for setting in experiment.GRID["L2"]]
    scores = (100 * experiment.by_strength("L2")).round()
    fig = Figure(480, 310, "Training and test accuracy by strength of L2")
    plot = Plot(
        fig,
        (0.003, 0.1),
        (40, 100),
        xscale="log",
        xlabel="strength $\\lambda$",
        ylabel="right, %",
        xticks=(0.003, 0.01, 0.03, 0.1),
        yticks=(40, 50, 60, 70, 80, 90, 100),
        right=84,
    )
    for series, column, name in ((1, 0, "training"), (2, 2, "test")):
        values = scores[:, :, column]
        plot.errorband(grid, values.min(axis=1), values.max(axis=1), series)
        plot.line(grid, values.mean(axis=1), series, label=name, markers=True)
    plot.direct_labels()
    return fig
