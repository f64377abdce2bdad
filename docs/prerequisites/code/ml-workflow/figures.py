"""Figures of the page on the workflow; numbers from the scripts beside this file."""

import fit
import leakage
import numpy as np
import scratch

from roadmap.figures import Figure, Plot


def figure_three_parts() -> Figure:
    """The three parts of the data and what each may change."""
    fig = Figure(480, 220, "Training, validation and test part and their permissions")
    fig.text(16, 22, "all rows, in random order")
    for x, width, name, series in (
        (16, 264, "training 60%", 1),
        (284, 88, "validation", 2),
        (376, 88, "test", 3),
    ):
        fig.rect(x, 40, width, 44, fill=f"{series}-soft", stroke=series, radius=4)
        fig.text(x + width / 2, 62, name, anchor="middle")
        middle = x + width / 2
        fig.arrow(middle, 88, middle, 122)
    fig.text(148, 138, "may change the weights", anchor="middle", color=1)
    fig.text(328, 138, "may change", anchor="middle", color=2, size=15)
    fig.text(328, 158, "decisions", anchor="middle", color=2, size=15)
    fig.text(420, 138, "may change", anchor="middle", color=3, size=15)
    fig.text(420, 158, "nothing", anchor="middle", color=3, size=15)
    fig.text(148, 162, "and means, medians, columns", anchor="middle", size=15)
    fig.text(16, 202, "used: in every epoch", size=15)
    fig.text(328, 202, "often", anchor="middle", size=15)
    fig.text(420, 202, "once", anchor="middle", size=15)
    return fig


def figure_degrees() -> Figure:
    """Training and new error by degree of the polynomial."""
    curve = fit.curve()
    fig = Figure(480, 320, "Errors of polynomials by degree")
    plot = Plot(
        fig,
        (0, 11),
        (0, 0.7),
        xlabel="degree of the polynomial",
        ylabel="mean squared error",
        xticks=(0, 1, 3, 5, 7, 9, 11),
        yticks=(0, 0.2, 0.4, 0.6),
        right=84,
    )
    for series, column, name in ((1, 0, "training"), (2, 1, "new data")):
        values = curve[:, :, column]
        low, high = np.percentile(values, [25, 75], axis=1)
        plot.errorband(fit.DEGREES, low, high, series)
        plot.line(
            fit.DEGREES, np.median(values, axis=1), series, label=name, markers=True
        )
    plot.hline(0.09, "noise", side="left")
    plot.direct_labels()
    return fig


def figure_leaks() -> Figure:
    """Accuracy on random labels with and without three leaks."""
    fig = Figure(480, 330, "Accuracy on random labels with and without leaks")
    plot = Plot(
        fig,
        (30, 100),
        (0.7, 3.9),
        xlabel="accuracy on random labels, %",
        xticks=(30, 40, 50, 60, 70, 80, 90, 100),
        yticks=(),
        top=29,
    )
    plot.vline(50)
    for row, (name, scores) in enumerate(leakage.table().items()):
        y = 3 - row
        x, at = plot.at(63, y + 0.5)
        fig.text(x, at, name, size=15, halo="ground")
        for series, values in zip((2, 1), scores, strict=True):
            level = y + (0.2 if series == 2 else -0.05)
            label = ("with the leak" if series == 2 else "without") if not row else ""
            plot.scatter(values, [level] * len(values), series, size=4, label=label)
    plot.legend("above", columns=2)
    return fig


def figure_roc() -> Figure:
    """The ROC curve of the ten scores."""
    points = scratch.roc(scratch.LABELS, scratch.SCORES)
    fig = Figure(480, 400, "ROC curve of ten scores")
    plot = Plot(
        fig,
        (0, 1),
        (0, 1),
        xlabel="false positive rate",
        ylabel="recall (true positive rate)",
        xticks=(0, (1 / 6, "1/6"), (2 / 6, "2/6"), (0.5, "3/6"), (4 / 6, "4/6"), 1),
        yticks=(0, 0.25, 0.5, 0.75, 1),
        right=8,
    )
    plot.line([0, 1], [0, 1], 6, width=1.5, dash="2 5")
    plot.line(points[:, 0], points[:, 1], 1, markers=True, dash="")
    plot.text(0.6, 0.55, "guessing", dx=12, dy=14)
    plot.text(2 / 6, 0.75, "threshold 0.5", dx=12, dy=6, color=1)
    plot.text(2 / 6, 1, "threshold 0.4", dx=10, dy=16, color=1)
    plot.text(0, 0.5, "threshold 0.8", dx=8, dy=16, color=1)
    return fig
