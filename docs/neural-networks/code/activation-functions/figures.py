"""Figures of the page on activation functions; numbers from scratch.py and dying.py."""

import math

import dying
import numpy as np
import scratch

from roadmap.figures import Figure, Plot

PANELS = (
    ("sigmoid", "sigmoid"),
    ("tanh", "tanh"),
    ("ReLU", "ReLU"),
    ("PReLU", "PReLU, slope 0.25"),
    ("GELU", "GELU"),
    ("SiLU", "SiLU"),
)


def figure_functions() -> Figure:
    """Six activation functions, each with its derivative."""
    fig = Figure(480, 620, "Six activation functions and their derivatives")
    fig.line(96, 18, 126, 18, stroke=1, width=2.5)
    fig.text(134, 18, "function $f(z)$")
    fig.line(264, 18, 294, 18, stroke=2, width=2.5, dash="7 4")
    fig.text(302, 18, "derivative $f'(z)$")
    for i, (name, title) in enumerate(PANELS):
        f, df = scratch.ACTIVATIONS[name]
        box = (4 + 238 * (i % 2), 36 + 194 * (i // 2), 234, 190)
        plot = Plot(
            fig,
            (-4, 4),
            (-1, 2),
            box=box,
            xlabel="$z$",
            title=title,
            xticks=(-3, 0, 3),
            yticks=(-1, 0, 1, 2),
        )
        if name.endswith("ReLU"):  # the derivative jumps at 0: two pieces
            z = np.array([-4.0, 0.0, 2.0])
            for part in ([-4.0, 0.0], [1e-9, 4.0]):
                plot.line(part, df(np.array(part)), 2, dash="7 4")
        else:
            z = np.linspace(-4, 4, 41)
            plot.line(z, df(z), 2, dash="7 4")
        kept = z[f(z) <= 2.01]
        plot.line(kept, f(kept), 1)
    return fig


def figure_gradient_depth() -> Figure:
    """Size of the gradient in each layer, on a logarithmic scale."""
    fig = Figure(480, 340, "Gradient size in the 20 layers of four networks")
    plot = Plot(
        fig,
        (1, 20),
        (1e-13, 10),
        yscale="log",
        xlabel="layer (1 is next to the input)",
        ylabel="RMS of the gradient, last layer = 1",
        xticks=(1, 5, 10, 15, 20),
        yticks=((1, "1"), *((10.0**-k, f"$10^{{-{k}}}$") for k in (3, 6, 9, 12))),
        right=8,
    )
    layers = range(1, 21)
    plot.line(layers, scratch.gradient_by_layer("sigmoid", 1.0), 1)
    plot.line(layers, scratch.gradient_by_layer("tanh", 1.0), 2)
    plot.line(layers, scratch.gradient_by_layer("ReLU", math.sqrt(2)), 3)
    plot.line(layers, scratch.gradient_by_layer("ReLU", 1.0), 4)
    plot.text(9, 1.1e-7, "sigmoid", color=1, dx=12, dy=14)
    plot.text(1.4, 3e-2, "tanh", color=2)
    plot.text(1.4, 4.5, "ReLU, He scale", color=3)
    plot.text(1.6, 1.2e-4, "ReLU, weights too small", color=4)
    return fig


def figure_silent_units() -> Figure:
    """Share of units that output nothing on any example, by learning rate."""
    rates = [k / 100 for k in range(2, 11)]
    fig = Figure(480, 320, "Share of silent units by learning rate")
    plot = Plot(
        fig,
        (0.02, 0.1),
        (0, 0.6),
        xlabel="learning rate",
        ylabel="share of silent hidden units after 100 steps",
        xticks=(0.02, 0.04, 0.06, 0.08, 0.1),
        yticks=(0, 0.2, 0.4, 0.6),
        right=96,
    )
    for series, slope in ((1, 0.0), (2, 0.01), (3, 0.25)):
        shares = [dying.silent_share(slope, rate) for rate in rates]
        label = f"slope {slope}" if slope else "ReLU"
        plot.line(rates, shares, series, label=label, markers=True)
    plot.direct_labels()
    return fig


def figure_temperature() -> Figure:
    """Three softmax probabilities as the temperature grows."""
    logits = np.array([[1.0, 2.0, -1.0]])
    temperatures = np.geomspace(0.2, 10, 60)
    p = np.array([scratch.softmax(logits, t)[0] for t in temperatures])
    fig = Figure(480, 320, "Softmax probabilities by temperature")
    plot = Plot(
        fig,
        (0.2, 10),
        (0, 1),
        xscale="log",
        xlabel="temperature $T$",
        ylabel="probability",
        xticks=(0.2, 0.5, 1, 2, 5, 10),
        yticks=(0, 0.25, 0.5, 0.75, 1),
        right=110,
    )
    names = ("dog, $z = 2$", "cat, $z = 1$", "bird, $z = -1$")
    for series, (column, name) in enumerate(zip((1, 0, 2), names, strict=True), 1):
        plot.line(temperatures, p[:, column], series, label=name)
    plot.vline(1)
    plot.direct_labels()
    return fig
