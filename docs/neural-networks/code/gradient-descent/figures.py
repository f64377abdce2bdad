"""Figures of the page on gradient descent; numbers from scratch.py and digits.py."""

import digits
import numpy as np
import scratch

from roadmap.figures import Figure, Plot


def figure_rates() -> Figure:
    """Steps on the parabola 2 w^2 at four learning rates."""
    fig = Figure(480, 400, "Gradient descent on a parabola at four rates")
    w = np.linspace(-1.6, 1.6, 41)
    cases = (
        (0.05, "creeps", 6),
        (0.4, "jumps, arrives", 6),
        (0.5, "never arrives", 4),
        (0.56, "diverges", 2),
    )
    for i, (rate, what, steps) in enumerate(cases):
        plot = Plot(
            fig,
            (-1.6, 1.6),
            (0, 5),
            box=(4 + 238 * (i % 2), 4 + 198 * (i // 2), 234, 194),
            title=f"$\\eta = {rate}$: {what}",
            xlabel="$w$",
            xticks=(-1, 0, 1),
            yticks=(0, 2, 4),
        )
        plot.line(w, 2 * w**2, 3, width=2)
        path = np.array(scratch.parabola(rate, steps))
        plot.line(path, 2 * path**2, 1, width=2, markers=True)
    return fig


def figure_noise() -> Figure:
    """Relative error of the mini-batch gradient against the batch size."""
    fig = Figure(480, 340, "Noise of the gradient by batch size")
    plot = Plot(
        fig,
        (1, 256),
        (0.2, 20),
        xscale="log",
        yscale="log",
        xlabel="batch size $B$",
        ylabel="error of the gradient / length of the full gradient",
        xticks=((1, "1"), (4, "4"), (16, "16"), (64, "64"), (256, "256")),
        yticks=((0.3, "0.3"), (1, "1"), (3, "3"), (10, "10")),
        right=24,
    )
    plot.hline(1)
    for epochs, series, place in ((0, 1, (1.4, 2.1)), (5, 2, (5, 10))):
        errors, _, ratio = digits.noise(epochs)
        sizes = np.array(digits.DRAWS)
        plot.line(sizes, ratio / sizes**0.5, series, width=1.5)
        plot.scatter(sizes, errors, series, size=6)
        name = "at the start" if epochs == 0 else "after 5 epochs"
        plot.text(*place, name, color=series)
    return fig


def figure_learning_curves() -> Figure:
    """Training loss per epoch at four learning rates."""
    fig = Figure(480, 320, "Learning curves at four learning rates")
    plot = Plot(
        fig,
        (0, 10),
        (0, 2.6),
        xlabel="epoch",
        ylabel="training loss, mean of 3 seeds",
        xticks=(0, 2, 4, 6, 8, 10),
        yticks=(0, 0.5, 1, 1.5, 2, 2.5),
        right=88,
    )
    for series, k in enumerate((3, 0, 1, 2), 1):
        label = f"$\\eta = {digits.CURVES[k]:g}$"
        plot.line(range(11), digits.curves()[:, k], series, label=label)
    plot.direct_labels()
    return fig
