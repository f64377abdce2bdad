"""Figures of the page on activations in CNNs."""

from pathlib import Path

import numpy as np
from scratch import conv, elu, leaky_relu, relu
from sklearn.datasets import load_digits

from roadmap.figures import Figure, Plot, heatmap

SOBEL = np.array([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]]) / 16


def figure_maps() -> Figure:
    """One feature map of a handwritten zero before and after three functions."""
    Z = conv(load_digits().images[0], SOBEL)
    panels = (
        ("before", Z), ("ReLU", relu(Z)[0]),
        ("Leaky ReLU, 0.2", leaky_relu(Z, 0.2)[0]), ("ELU", elu(Z)[0]),
    )  # fmt: skip
    fig = Figure(560, 580, "A feature map before and after three activations")
    for number, (name, values) in enumerate(panels):
        x, y = 14 + 280 * (number % 2), 40 + 276 * (number // 2)
        heatmap(
            fig, values, x, y, cell=41, label=name, vmax=3.5,
            fmt=lambda v: f"{v:.1f}".replace("-0.0", "0").replace("0.0", "0"),
        )  # fmt: skip
    return fig


def figure_training() -> Figure:
    """Accuracy after 90 steps of the six-layer network."""
    lines = Path(__file__).with_name("training.out").read_text().splitlines()
    rows = [line.split(" | ") for line in lines[1:5]]
    values = [float(row[2].split()[0]) for row in rows]
    fig = Figure(500, 300, "Accuracy after 90 updates by activation function")
    plot = Plot(
        fig, (-0.6, 4.2), (0, 100), ylabel="accuracy in %",
        xticks=[(i, row[0]) for i, row in enumerate(rows)],
    )  # fmt: skip
    plot.bars(range(4), values, 1, width=0.6, values=[f"{v:.0f}" for v in values])
    plot.hline(10, "guessing")
    return fig
