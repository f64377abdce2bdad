"""Figures of the MNIST page, drawn from the bundled digits and the recorded run."""

import json
from pathlib import Path

import numpy as np
import starter

from roadmap.figures import Figure, Plot, heatmap
from roadmap.figures.grid import Cells

FIRST = json.loads(Path(__file__).with_name("metrics.json").read_text())["first"]
RUN, HISTORY = FIRST["details"], FIRST["history"]


def ink(fig: Figure, images: np.ndarray, x: float, y: float, cell: float) -> None:
    """Draw images (N, 64) side by side in five shades, which keeps the file small."""
    gap = 2 if len(images) > 1 else 0
    size = 8 * len(images) + gap * (len(images) - 1)
    grid = Cells(x, y, 8, size, cell, cell)
    fig.rect(x - 4, y - 4, grid.right - x + 8, grid.bottom - y + 8, stroke="line")
    places: dict[int, list[tuple[int, int]]] = {}
    for n, image in enumerate(images):
        for i, value in enumerate(image):
            place = (i // 8, (8 + gap) * n + i % 8)
            places.setdefault(round(4 * value), []).append(place)
    for shade in range(1, 5):
        path = grid.area(places[shade])
        fig.path(path, fill="ink", stroke="none", opacity=shade / 4)


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
        ink(fig, images, 80, top, 4)
        fig.text(72, top + 16, name, size=14, anchor="end")
    return fig


def figure_learning_curve() -> Figure:
    """Loss of the recorded run after every epoch."""
    epochs = [entry["epoch"] for entry in HISTORY]
    fig = Figure(480, 300, "Training and validation loss over 60 epochs")
    plot = Plot(fig, (0, 60), (0, 1.4), xlabel="epoch", ylabel="loss", right=90)
    for series, name, label in ((1, "train", "training"), (2, "valid", "validation")):
        losses = [entry[f"{name} loss"] for entry in HISTORY]
        plot.line(epochs, losses, series, label=label)
    plot.direct_labels()
    return fig


def figure_confusion() -> Figure:
    """True digits against guesses on the test part."""
    confusion = np.array(RUN["confusion"], float)
    shaded = np.where(np.eye(10) > 0, confusion, -4 * confusion)  # mistakes stand out
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
        fmt=lambda n: f"{n if n > 0 else -n / 4:.0f}" if n else "",
        vmax=40,
    )
    fig.text(20, 254, "true digit", anchor="middle", rotate=-90, bold=True)
    return fig


def figure_mistakes() -> Figure:
    """The six most confident mistakes."""
    images = starter.bundled().test.x
    fig = Figure(480, 340, "Six confident mistakes")
    for place, (row, true, guess, sure) in enumerate(RUN["mistakes"][:6]):
        x, y = 30 + 156 * (place % 3), 12 + 172 * (place // 3)
        ink(fig, images[row : row + 1], x, y, 13.5)
        label = f"{true}, read as {guess}"
        fig.text(x + 54, y + 128, label, anchor="middle")
        sure_label = f"with {100 * sure:.0f}%"
        fig.text(x + 54, y + 147, sure_label, size=15, anchor="middle", color="muted")
    return fig
