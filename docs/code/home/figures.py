"""Figure of the home page: one forward pass through a small network."""

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from roadmap.figures import Figure, network

Array = NDArray[np.float64]
SIZES = (3, 5, 4, 2)
INPUT = np.array([0.9, -0.6, 0.4])  # (3,)


def forward_pass(seed: int = 461) -> tuple[list[Array], list[Array]]:
    """Give the weights (from, to) and the activations of each layer."""
    rng = np.random.default_rng(seed)
    weights: list[Array] = []
    activations = [INPUT]
    for fan_in, fan_out in pairwise(SIZES):
        w = rng.normal(0, 1.4 * fan_in**-0.5, (fan_in, fan_out))
        z = activations[-1] @ w  # (fan_out,)
        last = len(weights) == len(SIZES) - 2
        weights.append(w)
        activations.append(np.exp(z) / np.exp(z).sum() if last else np.tanh(z))
    return weights, activations


def figure_neural_network() -> Figure:
    """Draw the weights as lines and the activations as shades."""
    weights, activations = forward_pass()
    figure = Figure(
        560,
        400,
        "A fully connected network with 3 inputs, hidden layers of 5 and 4 units, "
        "and 2 outputs. Lines are weights, shades are activations.",
    )
    labels = (
        "Input\n$\\mathbf{x}$",
        "Hidden 1\n$\\tanh(\\mathbf{x}\\mathbf{W}^{(1)})$",
        "Hidden 2\n$\\tanh(\\mathbf{h}^{(1)}\\mathbf{W}^{(2)})$",
        "Output\n$\\softmax(\\mathbf{h}^{(2)}\\mathbf{W}^{(3)})$",
    )
    network(
        figure,
        SIZES,
        labels,
        box=(20, 10, 520, 322),
        radius=24,
        weights=weights,
        activations=activations,
        unit_labels=[
            [number(value, 2 if layer is activations[-1] else 1) for value in layer]
            for layer in activations
        ],
        vmax=1,
    )
    draw_key(figure, 372)
    return figure


def number(value: float, decimals: int) -> str:
    """Write an activation with a true minus sign."""
    return f"{value:.{decimals}f}".replace("-", "\u2212")


def draw_key(figure: Figure, y: float) -> None:
    """Explain lines and shades."""
    for x, series, dash, name in (
        (33, 1, "", "weight > 0"),
        (178, 2, "7 4", "weight < 0"),
    ):
        figure.line(x, y, x + 28, y, stroke=series, width=3.5, dash=dash)
        figure.text(x + 35, y, name, size=15)
    figure.text(323, y, "activation", size=15)
    figure.text(429, y, "\u22121", size=15, anchor="end")
    for step, value in enumerate((-1, -0.5, 0, 0.5, 1)):
        color = "heat" if value > 0 else "heat-neg"
        place = (435 + 14 * step, y - 8, 14, 16)
        figure.rect(*place, fill=color, stroke="none", opacity=abs(value))
    figure.rect(435, y - 8, 70, 16, fill="none", stroke="axis", stroke_width=1)
    figure.text(511, y, "+1", size=15)
