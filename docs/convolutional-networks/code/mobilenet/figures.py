"""Figures of the MobileNets page, drawn from the recorded tables."""

import re
from pathlib import Path

import scratch

from roadmap.figures import Figure, Plot, matrix


def _lines(name: str) -> list[str]:
    """Lines of a recorded output."""
    return Path(__file__).with_name(name).read_text().splitlines()


def figure_separable() -> Figure:
    """The worked example: depthwise, then pointwise."""
    U = scratch.depthwise(scratch.X[None], scratch.D)[0]
    Z = scratch.pointwise(U[None], scratch.W)[0]
    fig = Figure(560, 330, "Depthwise, then pointwise")
    for c in range(2):
        y = 40 + 150 * c
        first = matrix(fig, scratch.X[c], 8, y, cell=32, label=f"channel {c + 1}")
        kernel = matrix(fig, scratch.D[c], 140, y + 16, cell=32, label="kernel")
        out = matrix(fig, U[c], 262, y + 16, cell=32, highlight={(0, 0): c + 1})
        fig.text((first.right + kernel.x) / 2, y + 48, "⊙", anchor="middle", size=20)
        fig.arrow(kernel.right + 10, y + 48, out.x - 8, y + 48)
    fig.text(294, 40, "depthwise", anchor="middle")
    for o in range(3):
        y = 30 + 100 * o
        out = matrix(fig, Z[o], 448, y, cell=48, cell_height=30)
        for c in range(2):
            fig.line(332, 88 + 150 * c, 408, y + 30, stroke=c + 1, width=1.75)
        weights = ", ".join(
            f"{w:g}".replace("-", "\N{MINUS SIGN}") for w in scratch.W[o]
        )
        fig.arrow(408, y + 30, out.x - 6, y + 30)
        fig.text(496, y + 76, f"weights {weights}", anchor="middle", size=15)
    fig.text(496, 14, "pointwise", anchor="middle")
    return fig


def figure_network() -> Figure:
    """Version 1: one bar per convolution, height by map size."""
    rows = [line.split() for line in _lines("model.out")]
    layers = [(r[0], int(r[2]), int(r[4])) for r in rows if r[1] == "Conv2d"]
    fig = Figure(560, 235, "MobileNet from its layer table")
    x, base, last = 14.0, 160, None
    for name, channels, size in layers:
        depthwise = name.endswith(".0.0")
        series = 3 if name.startswith("stem") else 1 if depthwise else 2
        x += 8 if depthwise else 0
        width, height = 6 if depthwise else 13, 10 + size
        fig.rect(x, base - height, width, height, fill=f"{series}-soft", stroke=series)
        if (channels, size) != last and not depthwise:
            fig.text(x + 4, base + 20, str(channels), anchor="middle", size=15)
        last = last if depthwise else (channels, size)
        x += width + (0 if depthwise else 10)
    fig.text(x - 4, base - 20, "mean,", size=15)
    fig.text(x - 4, base - 2, "dense", size=15)
    for left, series, label in (
        (20, 3, "standard"),
        (150, 1, "depthwise 3 × 3"),
        (330, 2, "pointwise 1 × 1"),
    ):
        fig.rect(left, 205, 13, 16, fill=f"{series}-soft", stroke=series)
        fig.text(left + 20, 213, label, size=15)
    return fig


def figure_multipliers() -> Figure:
    """Published accuracy against the multiply-adds that we count."""
    work = {}
    for line in _lines("counts.out"):
        match = re.match(r"(width|resolution) (\S+) .* (\d+) million", line)
        if match:
            work[match[1], float(match[2])] = int(match[3])
    # Accuracies: tables 6 and 7 of the MobileNets paper.
    widths = {1.0: 70.6, 0.75: 68.4, 0.5: 63.7, 0.25: 50.6}
    sizes = {224.0: 70.6, 192.0: 69.1, 160.0: 67.2, 128.0: 64.4}
    work["resolution", 224.0] = work["width", 1.0]
    fig = Figure(480, 310, "Accuracy against work")
    plot = Plot(
        fig,
        (0, 620),
        (48, 74),
        xlabel="million multiply-adds",
        ylabel="published top-1 accuracy, percent",
    )
    for series, kind, table in ((1, "width", widths), (2, "resolution", sizes)):
        x = [work[kind, key] for key in table]
        plot.line(x, list(table.values()), series, markers=True)
        for key, value in table.items():
            if (kind, key) == ("resolution", 224.0):
                continue
            below = kind == "width"
            plot.text(
                work[kind, key],
                value,
                f"{key:g}",
                dx=6 if below else -10,
                dy=16 if below else -14,
                color=series,
            )
    plot.text(190, 57, "width multiplier, at 224 pixels", color=1)
    plot.text(60, 72, "resolution in pixels, at width 1", color=2)
    return fig
