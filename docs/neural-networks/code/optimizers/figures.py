"""Figures of the page on optimizers; numbers from scratch.py and compare.py."""

import compare
import numpy as np
import scratch

from roadmap.figures import Figure, Plot

VALLEY = np.array([1.0, 20.0])
RATES = {
    "SGD": 0.08,
    "momentum": 0.02,
    "Nesterov": 0.02,
    "AdaGrad": 1.0,
    "RMSProp": 0.05,
    "Adam": 0.3,
}


def figure_paths() -> Figure:
    """Forty steps of six optimizers in the same valley."""
    fig = Figure(480, 520, "Paths of six optimizers on one surface")
    x, y = np.linspace(-4.6, 2.6, 37), np.linspace(-2, 2, 49)
    z = 0.5 * (VALLEY[0] * x[None, :] ** 2 + VALLEY[1] * y[:, None] ** 2)
    for i, (name, rate) in enumerate(RATES.items()):
        points = scratch.path(
            scratch.OPTIMIZERS[name], rate, 40, VALLEY, np.array([-4.0, 1.5])
        )
        plot = Plot(
            fig,
            (-4.6, 2.6),
            (-2, 2),
            box=(4 + 238 * (i % 2), 4 + 172 * (i // 2), 234, 168),
            title=f"{name}, $\\eta = {rate:g}$",
            xticks=(),
            yticks=(),
            grid=False,
        )
        plot.contour(x, y, z, (0.5, 3, 9, 20), series=3)
        plot.line(points[:, 0], points[:, 1], 1, width=2)
        plot.scatter(points[:1, 0], points[:1, 1], 2, size=5)
        plot.scatter(points[-1:, 0], points[-1:, 1], 1, size=4)
    return fig


def figure_bias_correction() -> Figure:
    """Length of Adam's step for a constant gradient."""
    t = np.unique(np.geomspace(1, 5000, 60).round())
    fig = Figure(480, 280, "Adam's step with and without bias correction")
    plot = Plot(
        fig,
        (1, 5000),
        (0, 7),
        xscale="log",
        xlabel="step $t$",
        ylabel="length of the step divided by $\\eta$",
        xticks=((1, "1"), (10, "10"), (100, "100"), (1000, "1,000")),
        yticks=(0, 1, 2, 3, 4, 5, 6, 7),
    )
    plot.line(t, scratch.step_factor(t, corrected=False), 2)
    plot.line(t, scratch.step_factor(t, corrected=True), 1)
    plot.text(42, 5.5, "without correction", color=2)
    plot.text(1.4, 0.5, "with correction", color=1)
    return fig


def figure_schedules() -> Figure:
    """Three plans for the learning rate."""
    fig = Figure(480, 290, "Learning-rate schedules")
    plot = Plot(
        fig,
        (0, 100),
        (0, 1.05),
        xlabel="step, in percent of the training",
        ylabel="learning rate, as a share of its peak",
        xticks=(0, 25, 50, 75, 100),
        yticks=(0, 0.5, 1),
        top=52,
    )
    t = np.arange(101)
    plot.line((0, 100), (1, 1), 3, label="constant")
    edges = np.array([0, 49.9, 50, 74.9, 75, 100])
    plot.line(edges, [scratch.stepwise(e, 100) for e in edges], 2, label="steps")
    values = [scratch.cosine(k, 100, 10) for k in t]
    plot.line(t, values, 1, label="warm-up, cosine")
    plot.legend("above", columns=2)
    return fig


def figure_rates() -> Figure:
    """Validation loss against the learning rate."""
    fig = Figure(480, 340, "Validation loss by learning rate and optimizer")
    plot = Plot(
        fig,
        (10**-3.6, 4),
        (0, 1),
        xscale="log",
        xlabel="learning rate",
        ylabel="validation loss after 10 epochs, mean of 3 seeds",
        xticks=((0.001, "0.001"), (0.01, "0.01"), (0.1, "0.1"), (1, "1")),
        yticks=(0, 0.2, 0.4, 0.6, 0.8, 1),
        top=58,
    )
    names = ("SGD", "momentum", "AdaGrad", "RMSProp", "Adam")
    for series, name in enumerate(names, 1):
        loss = compare.sweep(name).mean(axis=1)
        low = loss < 1  # above it training has failed: left out
        rates = np.array(compare.RATES)[low]
        plot.line(rates, loss[low], series, label=name, markers=True)
    plot.legend("above", columns=3)
    return fig
