"""Figures of the self-driving car page, drawn from the recorded run."""

import json
from pathlib import Path

from roadmap.figures import Figure, Plot, picture

RECORD = json.loads(Path(__file__).with_name("metrics.json").read_text())
DETAILS = RECORD["first"]["details"]
LEVELS = 5  # shades


def outline(fig: Figure, box: list[float], dx: float, series: int, dash: str) -> None:
    """The border of a box, moved to the right."""
    left, top, right, low = box
    fig.rect(
        left + dx, top, right - left, low - top, fill="none", stroke=series,
        stroke_width=2.5, dash=dash,
    )  # fmt: skip


def figure_frames() -> Figure:
    """Three test frames with true boxes and what was found."""
    fig = Figure(480, 196, "Three test frames with true and found boxes")
    found = {str(n): rows for n, rows in DETAILS["frames"]}
    for place, number in enumerate(list(DETAILS["examples"])[:3]):
        example, x, scale = DETAILS["examples"][number], 10 + 156 * place, 148 / 48
        picture(fig, example["image"], x, 10, 148, LEVELS)
        for _, *box in example["boxes"]:
            outline(fig, [10 + v * scale for v in box], x - 10, 1, "")
        for _, *box, score in found[number]:
            if score >= 0.3:
                outline(fig, [10 + v * scale for v in box], x - 10, 2, "5 3")
    fig.line(60, 178, 90, 178, stroke=1, width=2.5)
    fig.text(98, 178, "true box")
    fig.line(230, 178, 260, 178, stroke=2, width=2.5, dash="5 3")
    fig.text(268, 178, "found, score at least 0.3")
    return fig


def figure_precision() -> Figure:
    """Precision against recall on the test part, per class."""
    fig = Figure(480, 310, "Precision against recall of three classes")
    plot = Plot(fig, (0, 1), (0, 1), xlabel="recall", ylabel="precision")
    recall = [k / 20 for k in range(21)]
    for series, (name, values) in enumerate(DETAILS["precision"].items(), 1):
        plot.line(recall, values, series, label=name)
    plot.legend("bottom left")
    return fig


def figure_sizes() -> Figure:
    """Share of signs found, by size."""
    sizes = DETAILS["found by size"]
    fig = Figure(480, 260, "Share of signs found by size")
    plot = Plot(
        fig, (-0.6, 2.6), (0, 1), ylabel="share found", xticks=tuple(enumerate(sizes)),
        yticks=(0, 0.25, 0.5, 0.75, 1),
    )  # fmt: skip
    shown = [f"{100 * value:.0f}%" for value in sizes.values()]
    plot.bars(range(len(sizes)), list(sizes.values()), 1, width=0.5, values=shown)
    return fig
