"""Figure of the home page: one forward pass through a small network."""

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from roadmap.figures import Figure, network

Array = NDArray[np.float64]
SIZES = (3, 5, 4, 2)
INPUT = np.array([0.9, -0.6, 0.4])  # (3,)


def forward_pass(seed: int = 8) -> tuple[list[Array], list[Array]]:
    """Give the weights (from, to) and the activations of each layer."""
    rng = np.random.default_rng(seed)
    weights: list[Array] = []
    activations = [INPUT]
    for fan_in, fan_out in pairwise(SIZES):
        w = rng.normal(0, fan_in**-0.5 * 1.4, (fan_in, fan_out))
        weights.append(w)
        activations.append(np.tanh(activations[-1] @ w))  # (fan_out,)
    scores = np.exp(activations[-2] @ weights[-1])
    activations[-1] = scores / scores.sum()  # softmax instead of tanh
    return weights, activations


def figure_neural_network() -> Figure:
    """Draw the weights as lines and the activations as shades."""
    weights, activations = forward_pass()
    figure = Figure(
        640,
        380,
        "A fully connected network with 3 inputs, hidden layers of 5 and 4 units, "
        "and 2 outputs. Lines are weights, shades are activations.",
    )
    labels = (
        "Input\n$\\mathbf{x}$",
        "Hidden layer 1\n$\\tanh(\\mathbf{x}\\mathbf{W}^{(1)})$",
        "Hidden layer 2\n$\\tanh(\\mathbf{h}^{(1)}\\mathbf{W}^{(2)})$",
        "Output\n$\\softmax(\\mathbf{h}^{(2)}\\mathbf{W}^{(3)})$",
    )
    numbers = [[f"{v:.1f}".replace("-", "\u2212") for v in INPUT], [""] * 5, [""] * 4]
    numbers.append([f"{value:.2f}" for value in activations[-1]])
    network(
        figure,
        SIZES,
        labels,
        box=(24, 14, 592, 306),
        radius=22,
        weights=weights,
        activations=activations,
        unit_labels=numbers,
    )
    for x, series, dash, name in (
        (150, 1, "", "positive weight"),
        (350, 2, "7 4", "negative weight"),
    ):
        figure.line(x, 356, x + 36, 356, stroke=series, width=3.5, dash=dash)
        figure.text(x + 46, 356, name, size=15)
    return figure
