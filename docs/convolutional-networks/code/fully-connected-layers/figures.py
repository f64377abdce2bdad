"""Figures of the page on fully connected layers; numbers from scratch.py."""

from scratch import (
    ALEXNET,
    VGG16,
    A,
    W,
    class_activation_map,
    conv_parameters,
    dense_parameters,
)

from roadmap.figures import Figure, Plot, heatmap


def figure_parameters() -> Figure:
    """Millions of parameters in convolutions and in the dense layers."""
    fig = Figure(540, 320, "Parameters of AlexNet and VGG-16 by part")
    plot = Plot(
        fig, (-0.6, 6.6), (0, 120), ylabel="parameters in millions", top=30,
        xticks=((1, "AlexNet"), (5, "VGG-16")),
    )  # fmt: skip
    data = []
    for convolutions, first in ((ALEXNET, 9216), (VGG16, 25088)):
        head = dense_parameters(first, 4096, 4096, 1000)
        data.append([n / 1e6 for n in (conv_parameters(*convolutions), *head[:2])])
    for series, name in enumerate(("convolutions", "dense 1", "dense 2"), start=1):
        heights = [row[series - 1] for row in data]
        plot.bars(
            (series - 1, series + 3), heights, series, width=0.8, label=name,
            values=[f"{h:.1f}" for h in heights],
        )  # fmt: skip
    plot.legend("above", columns=3)
    return fig


def figure_class_activation_map() -> Figure:
    """Two feature maps, weighted for class 1, add up to its map."""
    fig = Figure(520, 180, "A class activation map by hand")
    cam = class_activation_map(A, W)[0, 0]
    cell = 56
    parts = (
        (14, A[0, 0], "channel 1"), (196, A[0, 1], "channel 2"),
        (378, cam, "map of class 1"),
    )  # fmt: skip
    for x, values, name in parts:
        heatmap(fig, values, x + 8, 40, cell=cell, label=name, vmax=5, fmt="g")
    fig.text(164, 96, "× 2   +", anchor="middle")
    fig.text(346, 96, "× 1   =", anchor="middle")
    return fig
