"""Figures of the page on preprocessing and augmentation."""

import re
from pathlib import Path

import numpy as np
import scratch
from sklearn.datasets import load_digits

from roadmap.figures import Figure, Plot, heatmap

RECORD = Path(__file__).with_name("curves.out").read_text()


def figure_views() -> Figure:
    """One digit, changed in seven ways."""
    digits = load_digits()
    images = digits.images[:, None] / 16
    first = int(np.flatnonzero(digits.target == 3)[0])
    second = int(np.flatnonzero(digits.target == 8)[0])
    X = images[[first, second]]
    rng = np.random.default_rng(0)
    mixed, _ = scratch.mixup(X, np.eye(2), 0.7, np.array([1, 0]))
    views = [
        ("3", X),
        ("shift by 1", scratch.shift(X, 1, 1)),
        ("rotate by 15°", scratch.rotate(X, 15)),
        ("cutout 3 × 3", scratch.cutout(X, 3, 4, 3)),
        ("noise", X + rng.normal(0, 0.1, X.shape)),
        ("mixup: 0.3 of an 8", mixed),
        ("mirrored: not a 3", scratch.flip(X)),
        ("turned 180°: not a 3", X[..., ::-1, ::-1]),
    ]
    fig = Figure(640, 400, "One digit, changed in seven ways")
    for place, (title, view) in enumerate(views):
        x, y = 12 + 158 * (place % 4), 48 + 190 * (place // 4)
        heatmap(fig, view[0, 0], x, y, cell=17, annotate=False, vmax=1.2)
        fig.text(x, y - 16, title, size=15, bold=place == 0)
    return fig


def figure_gains() -> Figure:
    """Accuracy of each way over five seeds."""
    rows = re.findall(r"(?m)^(\w+) +(\d+)% \((\d+) to (\d+)\)", RECORD)
    fig = Figure(480, 320, "Accuracy with 100 labels for each augmentation")
    fig.text(12, 18, "right on new digits, percent", size=15)
    plot = Plot(
        fig,
        (76, 96),
        (-0.6, len(rows) - 0.4),
        box=(92, 26, 380, 286),
        xticks=(76, 80, 84, 88, 92, 96),
        yticks=(),
    )
    base = float(rows[0][1])
    plot.vline(base)
    for place, (name, mean, low, high) in enumerate(rows):
        y = len(rows) - 1 - place
        color = 2 if name == "flip" else 1
        plot.line((float(low), float(high)), (y, y), color, width=3, dash="")
        plot.scatter((float(mean),), (y,), color, size=7)
        fig.text(88, plot.at(76, y)[1], name, anchor="end", size=15)
        plot.text(float(high), y, mean, dx=10)
    return fig
