"""Figures of the page on loss functions; numbers from the scripts beside it."""

import numpy as np
import scratch
import stability

from roadmap.figures import Figure, Plot


def figure_regression() -> Figure:
    """Squared, absolute and Huber loss, and their slopes."""
    fig = Figure(480, 560, "Three regression losses and their slopes")
    error = np.linspace(-4, 4, 81)
    losses = (
        ("squared", scratch.squared),
        ("absolute", scratch.absolute),
        ("Huber, $\\delta = 1$", scratch.huber),
    )
    top = Plot(
        fig,
        (-4, 4),
        (0, 6),
        box=(4, 4, 472, 280),
        ylabel="loss",
        xticks=(-4, -2, 0, 2, 4),
        yticks=(0, 2, 4, 6),
        top=52,
    )
    bottom = Plot(
        fig,
        (-4, 4),
        (-4, 4),
        box=(4, 296, 472, 260),
        xlabel="error $e = \\hat{y} - y$",
        ylabel="slope",
        xticks=(-4, -2, 0, 2, 4),
        yticks=(-4, -2, 0, 2, 4),
    )
    for series, (name, loss) in enumerate(losses, 1):
        value, slope = loss(error)
        kept = value <= 6.1
        top.line(error[kept], value[kept], series, label=name)
        if name == "absolute":  # the slope jumps at 0: two pieces
            bottom.line([-4, 0], [-1, -1], series)
            bottom.line([0, 4], [1, 1], series)
        else:
            kept = np.abs(slope) <= 4.1
            bottom.line(error[kept], slope[kept], series)
    top.legend("above", columns=3)
    return fig


def figure_margin() -> Figure:
    """Losses of a two-class score, over the margin y times s."""
    fig = Figure(480, 330, "Four losses by margin")
    plot = Plot(
        fig,
        (-3, 3),
        (0, 4),
        xlabel="margin $y s$ (negative: wrong side)",
        ylabel="loss",
        xticks=(-3, -2, -1, 0, 1, 2, 3),
        yticks=(0, 1, 2, 3, 4),
        top=52,
    )
    margin = np.linspace(-3, 3, 61)
    ones = np.ones_like(margin)
    plot.line([-3, 0], [1, 1], 4, label="mistake (0 or 1)")
    plot.line([0, 3], [0, 0], 4)
    plot.line(margin, scratch.hinge(margin, ones)[0], 1, label="hinge")
    logistic = scratch.binary_cross_entropy(margin, ones)[0]
    plot.line(margin, logistic, 2, label="cross-entropy")
    squared = (1 - margin) ** 2
    kept = squared <= 4.01
    plot.line(margin[kept], squared[kept], 3, label="squared $(1 - ys)^2$")
    plot.legend("above", columns=2)
    return fig


def figure_stability() -> Figure:
    """Cross-entropy of label 0 in float32, two ways of computing it."""
    fig = Figure(480, 330, "Two ways to compute the same loss in float32")
    plot = Plot(
        fig,
        (12, 20),
        (12, 20),
        xlabel="logit $z$ (label 0)",
        ylabel="loss",
        xticks=(12, 14, 16, 18, 20),
        yticks=(12, 14, 16, 18, 20),
        top=29,
    )
    z = np.linspace(12, 20, 161)
    plot.line(z, [stability.stable(v) for v in z], 1, label="from the logit")
    naive = np.array([stability.naive(v) for v in z])
    kept = np.isfinite(naive)
    plot.line(z[kept], naive[kept], 2, label="through $p$", dash="5 3")
    plot.vline(float(z[kept][-1]), "infinite from here", side="right")
    plot.legend("above", columns=2)
    return fig
