"""Figures of the transfer learning page; numbers are read from transfer.out."""

from __future__ import annotations

import re
from pathlib import Path

from roadmap.figures import Figure

ROWS = [
    ("from scratch, 2x steps", "from scratch", 0),
    ("frozen, new head", "frozen, new head", 1),
    ("all at 1/10", "fine-tuned, 1/10", 1),
    ("all at one rate", "fine-tuned, one rate", 1),
    ("wrong task, frozen", "wrong task, frozen", 2),
    ("wrong task, all at 1/10", "wrong task, 1/10", 2),
]


def read() -> dict[str, list[tuple[float, float, float]]]:
    """Mean, lowest and highest accuracy for each plan and number of labels."""
    out = Path(__file__).with_name("transfer.out").read_text(encoding="utf-8")
    rows = {}
    for name, _, _ in ROWS:
        line = next(x for x in out.splitlines() if x.startswith(name + " "))
        cells = re.findall(r"([\d.]+) \(([\d.]+) to ([\d.]+)\)", line)
        rows[name] = [tuple(float(v) for v in cell) for cell in cells]
    return rows


def figure_phases() -> Figure:
    """Three ways to use a pre-trained backbone: what is trained at which rate."""
    fig = Figure(500, 330, "Feature extraction, fine-tuning and discriminative rates")
    plans = [
        ("feature extraction", ["0", "0", "0", "η"]),
        ("fine-tuning", ["η/10", "η/10", "η/10", "η"]),
        ("discriminative rates", ["η/100", "η/10", "η", "η"]),
    ]
    for i, name in enumerate(["stage 1", "stage 2", "stage 3", "new head"]):
        x = 66 + 122 * i
        fig.text(x, 16, name, anchor="middle", bold=True, size=15)
    for r, (title, rates) in enumerate(plans):
        y = 62 + 96 * r
        fig.text(8, y - 20, title, size=15)
        for i, rate in enumerate(rates):
            x = 12 + 122 * i
            fill = "ground" if rate == "0" else "2-soft" if i == 3 else "1-soft"
            dash = "5 4" if rate == "0" else ""
            fig.rect(x, y, 108, 44, fill=fill, radius=4, dash=dash)
            label = "frozen" if rate == "0" else rate
            fig.text(x + 54, y + 22, label, anchor="middle", size=16)
            if i:
                fig.arrow(x - 13, y + 22, x - 1, y + 22, head=7)
    return fig


def figure_accuracy() -> Figure:
    """Accuracy on the new digits with 5 and 40 labels for each class."""
    fig = Figure(500, 390, "Accuracy of transfer and of training from scratch")
    rows = read()
    left, right, top, step = 178.0, 480.0, 52.0, 47.0

    def at(value: float) -> float:
        return left + (right - left) * value / 0.8

    for value in (0.0, 0.25, 0.5, 0.75):
        fig.line(at(value), top - 8, at(value), top + 6 * step, stroke="line")
        fig.text(at(value), top + 6 * step + 16, f"{value:g}", anchor="middle", size=15)
    fig.text(at(0.4), 380, "accuracy on new images, four classes", anchor="middle",
             size=15)  # fmt: skip
    for n, series, x in [("5 labels per class", 2, left), ("40 labels", 1, left + 176)]:
        fig.rect(x, 8, 18, 14, fill=f"{series}-soft", stroke=series)
        fig.text(x + 26, 15, n, size=15)
    for r, (name, label, _) in enumerate(ROWS):
        y = top + step * r
        fig.text(left - 10, y + 17, label, anchor="end", size=15)
        for k, (series, cell) in enumerate(zip((2, 1), rows[name], strict=True)):
            mean, low, high = cell
            yy = y + 18 * k
            fig.rect(left, yy, at(mean) - left, 15, fill=f"{series}-soft",
                     stroke=series)  # fmt: skip
            fig.line(at(low), yy + 7.5, at(high), yy + 7.5, stroke="ink", width=2)
    return fig
