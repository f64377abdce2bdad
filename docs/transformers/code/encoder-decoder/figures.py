"""Figures of the encoder-decoder page; curves come from the recorded train.out."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from roadmap.figures import Figure, Plot, box, connect

LINES = Path(__file__).with_name("train.out").read_text().splitlines()


def rows(name: str) -> list[list[float]]:
    """All recorded rows that start with a name, as numbers."""
    return [
        [float(v) for v in line.removeprefix(name).split()]
        for line in LINES
        if line.startswith(name + " ")
    ]


def figure_two_networks() -> Figure:
    """The unrolled encoder and decoder with the single vector between them."""
    fig = Figure(560, 250, "Encoder, context vector, decoder")
    read = [box(fig, 50 + 80 * i, 130, "GRU", width=60, series=1) for i in range(3)]
    write = [box(fig, 350 + 80 * i, 130, "GRU", width=60, series=2) for i in range(3)]
    middle = box(fig, 280, 130, r"$\mathbf{c}$", width=36, series=3)
    chain = [*read, middle, *write]
    for left, right in pairwise(chain):
        connect(fig, left, right)
    for node, word in zip(read, ("four", "and", "twenty"), strict=True):
        fig.text(node.x, 214, word, anchor="middle")
        fig.arrow(node.x, 198, node.x, node.bottom[1])
    for node, word, digit in zip(
        write, ("<s>", "2", "4"), ("2", "4", "</s>"), strict=True
    ):
        fig.text(node.x, 214, word, anchor="middle")
        fig.arrow(node.x, 198, node.x, node.bottom[1])
        fig.arrow(node.x, node.top[1], node.x, 62)
        fig.text(node.x, 46, digit, anchor="middle")
    fig.text(130, 16, "encoder", anchor="middle", bold=True)
    fig.text(430, 16, "decoder", anchor="middle", bold=True)
    return fig


def figure_bottleneck() -> Figure:
    """Exact match against the number of groups, for two widths."""
    fig = Figure(520, 300, "Exact match falls with length")
    plot = Plot(
        fig, (1, 8), (0, 100), xlabel="groups in the number",
        ylabel="exact match in percent", right=84,
    )  # fmt: skip
    plot.vspan(6.5, 8, 4)
    for series, name, mean, low, high in zip(
        (1, 2), ("h = 32", "h = 96"), rows("mean"), rows("low"), rows("high"),
        strict=True,
    ):  # fmt: skip
        plot.errorband(range(1, 9), low, high, series)
        plot.line(range(1, 9), mean, series, label=name, markers=True)
    plot.legend("top right")
    return fig


def figure_loss() -> Figure:
    """Mean training loss of the two widths."""
    fig = Figure(520, 280, "Training loss of two widths")
    plot = Plot(
        fig, (0, 600), (0, 2.5), xlabel="update", ylabel="masked cross-entropy",
        right=84,
    )  # fmt: skip
    for series, name, loss in zip(
        (1, 2), ("h = 32", "h = 96"), rows("loss"), strict=True
    ):
        plot.line([25 + 50 * i for i in range(12)], loss, series, label=name)
    plot.direct_labels()
    return fig
