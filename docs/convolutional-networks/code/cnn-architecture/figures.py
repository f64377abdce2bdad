"""Figures of the page on CNN architecture."""

import re
from pathlib import Path

import numpy as np

from roadmap.figures import Figure, Plot, heatmap

RECORD = Path(__file__).with_name("features.out").read_text()


def grid(title: str) -> np.ndarray:
    """A grid of numbers that features.py has printed."""
    line = next(x for x in RECORD.splitlines() if x.startswith(f"{title}:"))
    rows = line.split(":")[1].split("/")
    return np.array([[float(v) for v in row.split()] for row in rows])


def figure_shapes() -> Figure:
    """Maps shrink and their number grows on the way through the color network."""
    fig = Figure(480, 250, "Shapes through a small network")
    stages = (
        (3, 32, "image", "3"),
        (32, 16, "block 1", "32"),
        (64, 8, "block 2", "64"),
        (128, 8, "block 3", "128"),
    )
    x, middle = 30.0, 112
    for number, (channels, side, name, count) in enumerate(stages):
        height, width = 4.6 * side, 10 + 0.42 * channels
        fill = "paper" if number == 0 else f"{number}-soft"
        fig.rect(x, middle - height / 2, width, height, fill=fill, stroke="ink")
        center = x + width / 2
        fig.text(center, middle + 94, name, anchor="middle", size=15)
        fig.text(
            center,
            middle - height / 2 - 14,
            f"{side} × {side}",
            anchor="middle",
            size=15,
        )
        fig.text(center, middle + 116, count, anchor="middle", size=15, bold=True)
        fig.arrow(x + width + 8, middle, x + width + 40, middle)
        x += width + 46
    for side, name, count in ((52, "pooled", "128"), (18, "logits", "10")):
        fig.rect(x + 8, middle - side, 9, 2 * side, fill="4-soft", stroke="ink")
        fig.text(x + 13, middle + 94, name, anchor="middle", size=15)
        fig.text(x + 13, middle + 116, count, anchor="middle", size=15, bold=True)
        if count == "128":
            fig.text(x + 13, middle - 66, "1 × 1", anchor="middle", size=15)
            fig.arrow(x + 25, middle, x + 57, middle)
        x += 60
    return fig


def figure_field() -> Figure:
    """Accuracy against the receptive field of the last convolution."""
    rows = re.findall(r"field +(\d+): (\d+)% \((\d+) to (\d+)\)", RECORD)
    fields, mean, low, high = np.array(rows, dtype=float).T
    fig = Figure(480, 300, "Accuracy grows with the receptive field")
    plot = Plot(
        fig,
        (2, 11),
        (0, 100),
        xlabel="receptive field, pixels on a side",
        ylabel="right on new digits, percent",
        xticks=tuple(int(f) for f in fields),
        yticks=(0, 25, 50, 75, 100),
    )
    naive = float(re.findall(r"common digit: (\d+)%", RECORD)[0])
    plot.hline(naive, "always the same digit", side="right")
    for f, a, b in zip(fields, low, high, strict=True):
        plot.line((f, f), (a, b), 1, width=2, dash="")
    plot.line(fields, mean, 1, markers=True)
    for f, m in zip(fields, mean, strict=True):
        plot.text(f, m, f"{m:.0f}", dx=9, dy=16)
    return fig


def figure_features() -> Figure:
    """Learned filters above, feature maps of a zero and two views of its decision."""
    fig = Figure(560, 640, "Filters, feature maps, saliency")
    fig.text(12, 16, "eight learned 3 × 3 filters", bold=True, size=15)
    largest = max(np.abs(grid(f"filter {n}")).max() for n in range(8))
    for number in range(8):
        x, y = 12 + 136 * (number % 4), 52 + 106 * (number // 4)
        heatmap(
            fig, grid(f"filter {number}"), x, y, cell=24, annotate=False, vmax=largest
        )
        fig.text(x, y - 13, f"filter {number}", size=15)
    names = [("image", "image")]
    names += [(f"map {n}", f"map of filter {n}") for n in (2, 5, 6, 7)]
    names += [("saliency", "saliency")]
    fig.text(12, 262, "one zero and what the network makes of it", bold=True, size=15)
    for place, (key, title) in enumerate(names):
        x, y = 12 + 184 * (place % 3), 306 + 178 * (place // 3)
        heatmap(fig, grid(key), x, y, cell=18, annotate=False)
        fig.text(x, y - 13, title, size=15)
    return fig
