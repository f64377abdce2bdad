"""Figures of the page; numbers from scratch.py and training.py."""

import numpy as np
import scratch
import training

from roadmap.figures import Figure, Plot

LAYERS = np.arange(1, scratch.DEPTH + 1)


def band(plot: Plot, values: np.ndarray, series: int) -> None:
    """Range over the seeds and geometric mean."""
    plot.errorband(LAYERS, values.min(axis=0), values.max(axis=0), series=series)
    plot.line(LAYERS, scratch.middle(values), series)


def figure_norms() -> Figure:
    """Size of dL/dZ per layer: activations above, scales of ReLU below."""
    fig = Figure(480, 640, "Gradient size by layer for activations and scales")
    ticks = (1, 10, 20, 30)
    top = Plot(
        fig,
        (1, 30),
        (1e-20, 1e3),
        box=(10, 4, 466, 300),
        yscale="log",
        title="Glorot scale, three activations",
        ylabel=r"$|\partial L/\partial\mathbf{Z}^{(l)}|$, last layer = 1",
        xticks=ticks,
        yticks=((1, "1"), *((10.0**-k, f"$10^{{-{k}}}$") for k in (5, 10, 15, 20))),
    )
    for series, name in enumerate(("sigmoid", "tanh", "ReLU"), 1):
        band(top, scratch.measured(name, 1.0)[0], series)
    top.text(17, 1e-11, "sigmoid", color=1)
    top.text(6, 8, "tanh", color=2)
    top.text(9, 8e-7, "ReLU", color=3)
    low = Plot(
        fig,
        (1, 30),
        (1e-15, 1e6),
        box=(10, 324, 466, 312),
        yscale="log",
        title="ReLU, four scales of the weights",
        ylabel=r"$|\partial L/\partial\mathbf{Z}^{(l)}|$, last layer = 1",
        xlabel="layer $l$ (1 is next to the input)",
        xticks=ticks,
        yticks=((1e5, "$10^5$"), (1, "1"), (1e-5, "$10^{-5}$"), (1e-10, "$10^{-10}$")),
    )
    for series, gain in enumerate(scratch.GAINS.values(), 1):
        band(low, scratch.measured("ReLU", gain)[0], series)
    low.text(12.5, 1e-11, "small, $g = 0.5$", color=1)
    low.text(8, 6e-6, "Glorot, $g = 1$", color=2)
    low.text(2, 8e-2, r"He, $g = 1.41$", color=3)
    low.text(14, 1.5e4, "large, $g = 2$", color=4)
    return fig


def figure_weights() -> Figure:
    """Size of dL/dW per layer: two ways to be stuck."""
    fig = Figure(480, 340, "Gradient of the weights by layer")
    plot = Plot(
        fig,
        (1, 30),
        (1e-20, 1e7),
        yscale="log",
        ylabel=r"$|\partial L/\partial\mathbf{W}^{(l)}|$",
        xlabel="layer $l$ (1 is next to the input)",
        xticks=(1, 10, 20, 30),
        yticks=(
            (1e5, "$10^5$"),
            (1, "1"),
            *((10.0**-k, f"$10^{{-{k}}}$") for k in (5, 10, 15, 20)),
        ),
    )
    runs = (
        ("sigmoid", "Glorot", 1),
        ("ReLU", "small", 2),
        ("ReLU", "He", 3),
        ("ReLU", "large", 4),
    )
    for name, scale, series in runs:
        band(plot, scratch.measured(name, scratch.GAINS[scale])[1], series)
    plot.text(17, 1e-7, "sigmoid", color=1, anchor="end")
    plot.text(4, 3e-12, "ReLU, small", color=2)
    plot.text(12, 3e-2, "ReLU, He", color=3)
    plot.text(12, 3e6, "ReLU, large", color=4)
    return fig


def figure_clipping() -> Figure:
    """Loss per step with and without clipping."""
    fig = Figure(480, 320, "Loss per step with and without gradient clipping")
    plot = Plot(
        fig,
        (0, 60),
        (0.5, 1e5),
        yscale="log",
        ylabel="training loss",
        xlabel="step",
        xticks=(0, 20, 40, 60),
        yticks=((1, "1"), (10, "10"), (100, "100"), (1e3, "1,000"), (1e4, "10,000")),
    )
    for limit, series in ((np.inf, 1), (1.0, 2)):
        losses = training.train(2.0, rates=(0.05,), limit=limit)["losses"][:61, 0]
        for seed in range(3):
            kept = [
                (step, value)
                for step, value in enumerate(losses[:, seed])
                if 0.5 <= value <= 1e5
            ]
            run = [p for k, p in enumerate(kept) if p[0] == k]  # until it leaves
            plot.line(*zip(*run, strict=True), series, markers=limit > 1)
    plot.text(4, 2.5e4, "no clipping: nan within ten steps", color=1)
    plot.text(26, 25, "clipped to norm 1", color=2)
    return fig
