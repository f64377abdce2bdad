"""Figures of the MNIST page, drawn from the bundled digits and the recorded run."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import starter

from roadmap.figures import Figure, Plot, heatmap

RUN = json.loads(Path(__file__).with_name("metrics.json").read_text())["first_run"]


def strip(images: np.ndarray, gap: int = 2) -> np.ndarray:
    """Images (N, 64) side by side, as one (8, 10 N - 2) picture."""
    blank = np.zeros((8, gap))
    columns = [part for image in images for part in (image.reshape(8, 8), blank)]
    return np.hstack(columns[:-1])


def figure_forms() -> Figure:
    """The first ten digits of four forms."""
    data = starter.bundled()
    fig = Figure(480, 188, "The digits 0 to 9 on four forms")
    rows = (
        ("training", data.train.x[:10]),
        ("training", data.train.x[386:396]),
        ("validation", data.valid.x[:10]),
        ("test", data.test.x[:10]),
    )
    for i, (name, images) in enumerate(rows):
        top = 10 + 45 * i
        picture = np.round(4 * strip(images)) / 4  # five shades keep the file small
        heatmap(fig, picture, 82, top, cell=4, annotate=False)
        fig.text(76, top + 17, name, size=15, anchor="end")
    return fig


def figure_learning_curve() -> Figure:
    """Loss of the recorded run after every epoch."""
    epochs = [entry["epoch"] for entry in RUN["history"]]
    fig = Figure(480, 300, "Training and validation loss over 60 epochs")
    plot = Plot(fig, (0, 60), (0, 1.4), xlabel="epoch", ylabel="loss", right=90)
    for series, name, label in ((1, "train", "training"), (2, "valid", "validation")):
        losses = [entry[name]["loss"] for entry in RUN["history"]]
        plot.line(epochs, losses, series, label=label)
    plot.direct_labels()
    return fig


def figure_confusion() -> Figure:
    """True digits against guesses on the test part."""
    confusion = np.array(RUN["confusion"], float)
    shaded = np.where(np.eye(10) > 0, confusion, -confusion)
    fig = Figure(480, 462, "Confusion matrix of the recorded run")
    digits = [str(digit) for digit in range(10)]
    heatmap(
        fig,
        shaded,
        64,
        54,
        cell=40,
        row_labels=digits,
        column_labels=digits,
        label="read as",
        fmt=lambda n: f"{abs(n):.0f}" if n else "",
        vmax=40,
    )
    fig.text(20, 254, "true digit", anchor="middle", rotate=-90, bold=True)
    return fig


def figure_mistakes() -> Figure:
    """The six most confident mistakes."""
    images = starter.bundled().test.x
    fig = Figure(480, 330, "Six confident mistakes")
    for place, (row, true, guess, sure) in enumerate(RUN["mistakes"][:6]):
        x, y = 30 + 156 * (place % 3), 12 + 162 * (place // 3)
        picture = images[row].reshape(8, 8)
        grid = heatmap(fig, picture, x, y, cell=13.5, annotate=False, vmax=1)
        middle = grid.middle[0]
        fig.text(middle, grid.bottom + 18, f"{true}, read as {guess}", anchor="middle")
        fig.text(
            middle,
            grid.bottom + 37,
            f"with {100 * sure:.0f}%",
            size=15,
            anchor="middle",
            color="muted",
        )
    return fig
