"""Figures of the page; numbers from scratch.py and training.py."""

import numpy as np
import scratch
import training

from roadmap.figures import Figure, Plot

LAYERS = np.arange(1, scratch.DEPTH + 1)


def panel(plot: Plot, relu: bool, stds: tuple[float, ...]) -> None:
    """Signal size per layer for some standard deviations: mean and range."""
    for series, std in enumerate(stds, 1):
        sizes = scratch.signals(relu, std)
        low, high = sizes.min(axis=0), sizes.max(axis=0)
        seen = sizes.mean(axis=0) > 1e-6
        plot.errorband(LAYERS[seen], low[seen], high[seen], series=series)
        plot.line(LAYERS[seen], sizes.mean(axis=0)[seen], series)


def figure_signal() -> Figure:
    """Activations per layer: ReLU above, tanh below."""
    d = scratch.WIDTH
    fig = Figure(480, 620, "Size of the activations by layer and scale")
    ticks = (1, 5, 10, 15, 20)
    label = "RMS of the activations"
    top = Plot(
        fig,
        (1, 20),
        (1e-6, 1e3),
        box=(10, 4, 466, 300),
        yscale="log",
        title="ReLU",
        ylabel=label,
        xticks=ticks,
        yticks=((1e2, "100"), (1, "1"), (1e-2, "0.01"), (1e-4, "0.0001")),
    )
    panel(top, True, (0.01, (1 / d) ** 0.5, (2 / d) ** 0.5, 0.12))
    top.text(6.3, 2e-5, "0.01", color=1)
    top.text(8, 1e-3, "Glorot, 0.0625", color=2)
    top.text(11, 4e-1, "He, 0.0884", color=3)
    top.text(11, 1.2e2, "0.12", color=4, anchor="end")
    low = Plot(
        fig,
        (1, 20),
        (1e-6, 10),
        box=(10, 312, 466, 304),
        yscale="log",
        title="tanh",
        ylabel=label,
        xlabel="layer",
        xticks=ticks,
        yticks=((1, "1"), (1e-2, "0.01"), (1e-4, "0.0001")),
    )
    panel(low, False, (0.01, (1 / d) ** 0.5, 5 / 3 / d**0.5, 0.5))
    low.text(6.3, 3e-5, "0.01", color=1)
    low.text(11, 7e-2, "Glorot, 0.0625", color=2)
    low.text(4, 4, "0.5 (saturated) and 0.1042 (gain 5/3)", color="ink")
    return fig


def figure_training() -> Figure:
    """Training loss per epoch for four starts."""
    fig = Figure(480, 330, "Training loss per epoch for four starts")
    plot = Plot(
        fig,
        (0, training.EPOCHS),
        (0, 3.2),
        xlabel="epoch",
        ylabel="training loss, mean and range of 5 seeds",
        xticks=(0, 2, 4, 6, 8, 10),
        yticks=(0, 1, 2, 3),
    )
    epochs = np.arange(training.EPOCHS + 1)
    for series, name in enumerate(
        ("normal, 0.01", "PyTorch default", "Glorot", "He"), 1
    ):
        losses = training.train(*training.STARTS[name])["losses"]  # (epochs + 1, S)
        plot.errorband(epochs, losses.min(axis=1), losses.max(axis=1), series=series)
        plot.line(epochs, losses.mean(axis=1), series)
    plot.text(3.2, 2.5, "0.01 and PyTorch default", color="ink")
    plot.text(7, 1.75, "Glorot", color=3)
    plot.text(2.2, 0.75, "He", color=4, anchor="end")
    return fig
