"""Figures of the emotion page, drawn from the recorded run."""

import ast
import json
from math import cos, sin, sqrt
from pathlib import Path

from roadmap.figures import Figure, Plot, heatmap

RECORD = json.loads(Path(__file__).with_name("metrics.json").read_text())
DETAILS = RECORD["first"]["details"]


NAMES = ("angry", "disgust", "fear", "happy", "sad", "surprise", "neutral")


def expressions() -> dict[str, tuple[float, ...]]:
    """FACES of the starter, read without importing PyTorch."""
    tree = ast.parse(Path(__file__).with_name("starter.py").read_text("utf-8"))
    for node in tree.body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "FACES":
            return ast.literal_eval(node.value)
    raise LookupError("FACES")


def figure_faces() -> Figure:
    """The seven expressions of one average person, as the starter draws them."""
    fig = Figure(480, 300, "The seven expressions of an average person")
    turn = [k / 8 - 1 for k in range(17)]
    for n, (name, shown) in enumerate(expressions().items()):
        smile, gape, wide, tilt, lift, stare, wrinkle = shown
        x, y, scale = 66 + 116 * (n % 4), 66 + 148 * (n // 4), 58

        def line(
            points: list[tuple[float, float]], thick: float,
            x: int = x, y: int = y, scale: int = scale,
        ) -> None:  # fmt: skip
            path = [(x + scale * a, y + scale * b) for a, b in points]
            fig.polyline(path, width=thick, stroke="ink")

        around = [3.1416 * t for t in turn]
        line([(0.72 * cos(a), 0.92 * sin(a)) for a in around], 1.5)
        line([(0.06 * t, 0.2) for t in turn], 3)
        for way in (-1, 1):
            bow = [way * sqrt(1 - 0.98 * t * t) for t in turn]
            lips = [0.43 - 0.13 * smile * (t * t - 0.5) for t in turn]
            line([((0.3 + 0.09 * wide) * t, low + max(0.02, 0.14 * gape) * b)
                  for t, low, b in zip(turn, lips, bow, strict=True)], 2.5)  # fmt: skip
            brow = -0.40 - 0.12 * lift
            line([(0.17 * way, brow - 0.11 * tilt), (0.5 * way, brow + 0.05 * tilt)], 4)
            for eye in (-0.33, 0.33):
                line([(eye + 0.13 * t, -0.18 + max(0.02, 0.07 + 0.05 * stare) * b)
                      for t, b in zip(turn, bow, strict=True)], 2)  # fmt: skip
            if wrinkle > 0.3:
                line([(0.11 * way, -0.06), (0.21 * way, 0.22)], 3)
        fig.text(x, y + 72, name, anchor="middle")
    return fig


def figure_confusion() -> Figure:
    """Labels against guesses on the test part."""
    counts = DETAILS["confusion"]
    shares = [[n / sum(row) for n in row] for row in counts]
    signed = [
        [v if i == j else -v for j, v in enumerate(r)] for i, r in enumerate(shares)
    ]
    fig = Figure(480, 452, "Confusion matrix, rows divided by their sums")
    heatmap(
        fig, signed, 108, 82, cell=50, row_labels=NAMES, column_labels=NAMES,
        label="read as (% of the row)", vmax=0.8,
        fmt=lambda v: f"{abs(100 * v):.0f}" if v else "",
    )  # fmt: skip
    return fig


def figure_balance() -> Figure:
    """Recall per class on validation data, without and with class weights."""
    fig = Figure(480, 300, "Recall per class without and with class weights")
    short = ("angry", "disg.", "fear", "happy", "sad", "surpr.", "neutr.")
    plot = Plot(
        fig, (-0.6, 6.6), (0, 1), ylabel="recall (validation)", top=30,
        xticks=tuple(enumerate(short)),
    )  # fmt: skip
    for series, (name, found) in enumerate(DETAILS["balance"].items(), 1):
        x = [i + (-0.2, 0.2)[series - 1] for i in range(7)]
        plot.bars(x, found["recall"], series, label=name, width=0.38)
    plot.legend("above", columns=2)
    return fig
