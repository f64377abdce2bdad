"""Figures of the pooling page; numbers from scratch.py and the recorded shifts.out."""

from pathlib import Path

from scratch import (
    CONV,
    POOL,
    VGG16,
    G,
    X,
    average_pool,
    average_pool_backward,
    max_pool,
    max_pool_backward,
    receptive_field,
)

from roadmap.figures import Figure, Plot, matrix

QUARTERS = {(i, j): 1 + 2 * (i // 2) + j // 2 for i in range(4) for j in range(4)}
CORNERS = {(0, 0): 1, (0, 1): 2, (1, 0): 3, (1, 1): 4}


def figure_windows() -> Figure:
    """Forward and backward of max and average pooling on the worked example."""
    batch, gradient = X[None, None], G[None, None]
    Y, winner = max_pool(batch, 2, 2)
    back = max_pool_backward(gradient, winner, batch.shape, 2, 2)
    fig = Figure(560, 410, "Max and average pooling, forward and backward")
    rows = (
        (60, "max", Y, back, "g"),
        (
            250,
            "mean",
            average_pool(batch, 2, 2),
            average_pool_backward(gradient, batch.shape, 2, 2),
            "g",
        ),
    )
    for y, name, value, dX, fmt in rows:
        left = matrix(
            fig, X, 12, y, cell=36, label="input $\\mathbf{X}$", highlight=QUARTERS,
            fmt="g",
        )  # fmt: skip
        out = matrix(
            fig, value[0, 0], 216, y + 28, cell=46, cell_height=44, label=name,
            highlight=CORNERS, fmt=fmt,
        )  # fmt: skip
        right = matrix(
            fig, dX[0, 0], 364, y, cell=46, cell_height=36,
            label="gradient that comes back", highlight=QUARTERS, fmt=fmt,
        )  # fmt: skip
        fig.arrow(left.right + 10, y + 72, out.x - 10, y + 72)
        fig.arrow(out.right + 10, y + 72, right.x - 10, y + 72)
    return fig


def figure_receptive_field() -> Figure:
    """Receptive field of the convolutions of VGG-16, with and without pooling."""
    trace = receptive_field(VGG16)
    pooled = [r for (r, _), layer in zip(trace, VGG16, strict=True) if layer == CONV]
    plain = [r for r, _ in receptive_field([CONV] * 13)]
    assert VGG16.count(POOL) == 5
    fig = Figure(520, 310, "Receptive field of VGG-16 with and without pooling")
    plot = Plot(
        fig, (1, 13), (0, 200), xlabel="convolutional layer",
        ylabel="receptive field in pixels", xticks=(1, 3, 5, 7, 9, 11, 13), right=124,
    )  # fmt: skip
    plot.line(range(1, 14), pooled, 1, label="with 4 pools", markers=True)
    plot.line(range(1, 14), plain, 2, label="without", markers=True)
    plot.direct_labels()
    return fig


def figure_shifts() -> Figure:
    """Accuracy of a linear classifier on moved digits, by pooling layer."""
    text = Path(__file__).with_name("shifts.out").read_text().splitlines()
    table = {line.split(" | ")[0]: line.split(" | ")[-1] for line in text}
    fig = Figure(560, 330, "Accuracy on shifted digits for five ways of pooling")
    plot = Plot(
        fig, (0, 3), (0, 100), xlabel="shift of the test digits in pixels",
        ylabel="accuracy in %", xticks=(0, 1, 2, 3), right=140,
    )  # fmt: skip
    names = ("max 2, blurred", "no pooling", "max 2", "max 8", "global max")
    for series, name in enumerate(names, start=1):
        values = [float(v) for v in table[name].split()]
        plot.line(range(4), values, series, label=name, markers=True)
    plot.direct_labels()
    return fig
