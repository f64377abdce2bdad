"""Figures of the page on contrastive learning; numbers from recorded output."""

from itertools import groupby
from pathlib import Path

import numpy as np
import scratch
import torch
from nets import augment, data

from roadmap.figures import Figure, Plot, heatmap

HERE = Path(__file__)
LEVELS = 5


def _image(fig: Figure, x: float, y: float, image: np.ndarray, cell: int) -> None:
    """Draw an 8 by 8 image as ink of five strengths."""
    paths = [""] * (LEVELS + 1)
    ink = np.clip(np.rint(image * LEVELS), 0, LEVELS).astype(int)
    for i, row in enumerate(ink):
        j = 0
        for level, run in groupby(row):
            n = len(list(run))
            paths[level] += f"M{x + j * cell:g} {y + (i + 0.5) * cell:g}h{n * cell}"
            j += n
    for level in range(1, LEVELS + 1):
        with fig.group(opacity=level / LEVELS):
            fig.path(paths[level], width=cell)
    fig.rect(x, y, 8 * cell, 8 * cell, fill="none", stroke="axis", stroke_width=1)


def figure_views() -> Figure:
    """Three digits, two views of each, and the table of similarities."""
    fig = Figure(480, 268, "Two views of three digits, and who belongs to whom")
    X, y = data(0)
    chosen = [int(np.flatnonzero(y == d)[0]) for d in (3, 5, 8)]
    views = augment(X[[*chosen, *chosen]], torch.Generator().manual_seed(5))
    for i in range(3):
        row = 60 + 66 * i
        _image(fig, 8, row, X[chosen[i], 0].numpy(), 7)
        fig.arrow(70, row + 28, 106, row + 28)
        _image(fig, 112, row, views[i, 0].numpy(), 7)
        _image(fig, 264 + 70 * i, 10, views[3 + i, 0].numpy(), 7)
        for j in range(3):
            fill = "1-soft" if i == j else "2-soft"
            fig.rect(264 + 70 * j, row + 14, 56, 40, fill=fill, stroke="axis", radius=4)
            word = "pull" if i == j else "push"
            fig.text(292 + 70 * j, row + 34, word, anchor="middle", size=15)
        fig.line(176, row + 34, 256, row + 34, stroke="muted", dash="4 4")
    fig.text(8, 36, "image", size=15)
    fig.text(112, 36, "view 1", size=15)
    fig.text(206, 20, "view 2", size=15)
    return fig


def figure_probabilities() -> Figure:
    """Softmax of the worked example for two temperatures."""
    fig = Figure(480, 226, "Softmax of three pairs for two temperatures")
    for i, tau in enumerate((0.5, 0.1)):
        P = scratch.infonce(scratch.A, scratch.B, tau)[1]
        names = ["$a_1$", "$a_2$", "$a_3$"]
        heatmap(
            fig,
            P,
            48 + 240 * i,
            70,
            cell=48,
            row_labels=names,
            column_labels=["$b_1$", "$b_2$", "$b_3$"],
        )
        fig.text(120 + 240 * i, 18, rf"$\tau = {tau}$", anchor="middle", bold=True)
    return fig


def figure_collapse() -> Figure:
    """Spread of the outputs during training on agreement alone."""
    fig = Figure(480, 280, "Spread of the outputs with and without remedies")
    text = HERE.with_name("collapse.out").read_text()
    plot = Plot(
        fig,
        (0, 200),
        (0, 1.1),
        xlabel="step",
        ylabel="spread of the unit vectors",
        right=150,
        yticks=(0, 0.5, 1),
    )
    for series, name, label in (
        (1, "yes, yes, yes", "all three"),
        (2, "yes, yes, no", "predictor + stop"),
        (3, "no, no, no", "agreement alone"),
    ):
        line = next(x for x in text.splitlines() if x.startswith(f"spreads {name}:"))
        values = [float(v) for v in line.split(": ")[1].split()]
        plot.line(range(0, 201, 20), values, series, label=label)
    plot.direct_labels()
    return fig


def figure_few_labels() -> Figure:
    """Accuracy of the probe for four numbers of labels."""
    fig = Figure(480, 290, "Accuracy against the number of labels")
    lines = HERE.with_name("train.out").read_text().splitlines()
    labels = [int(v) for v in lines[2].split()[1:]]
    plot = Plot(
        fig,
        (8, 1250),
        (50, 100),
        xlabel="labeled images",
        ylabel="test accuracy (%)",
        xscale="log",
        xticks=[(n, f"{n:,}") for n in labels],
    )
    for series, name in ((1, "SimCLR"), (2, "raw pixels"), (3, "untrained")):
        row = next(x for x in lines if x.startswith(name))[len(name) :]
        cells = [c.strip() for c in row.split(")") if c.strip()]
        mean = [float(c.split("(")[0]) for c in cells]
        plot.line(labels, mean, series, label=name, markers=True)
    plot.legend("bottom right")
    return fig
