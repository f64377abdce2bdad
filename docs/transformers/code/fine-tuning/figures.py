"""Figures of the fine-tuning page."""

from __future__ import annotations

import re
from pathlib import Path

from roadmap.figures import Figure, box

RECORDED = Path(__file__).with_name("adapt.out").read_text(encoding="utf-8")


def figure_lora() -> Figure:
    """One linear layer with a low-rank side path."""
    fig = Figure(480, 300, "A frozen matrix W and the trained matrices A and B")
    box(fig, 40, 150, r"$\mathbf{X}$", width=56, height=40)
    fig.text(40, 186, "$(N, d)$", anchor="middle", color="muted", size=15)
    fig.rect(130, 20, 170, 110, fill="paper", stroke="axis", radius=6)
    fig.text(215, 64, r"$\mathbf{W}$  frozen", anchor="middle")
    fig.text(215, 92, "4096 × 4096", anchor="middle", color="muted", size=15)
    fig.polygon([(130, 180), (130, 284), (206, 248), (206, 216)], fill="1-soft")
    fig.polygon([(224, 216), (224, 248), (300, 284), (300, 180)], fill="1-soft")
    fig.text(164, 232, r"$\mathbf{A}$", anchor="middle")
    fig.text(268, 232, r"$\mathbf{B}$", anchor="middle")
    fig.text(215, 168, "trained, rank $r$ = 8", anchor="middle", size=15)
    fig.text(215, 284, "$(N, r)$", anchor="middle", color="muted", size=15)
    fig.arrow(206, 232, 224, 232, head=6)
    fig.polyline([(68, 150), (98, 150), (98, 75)], stroke="ink", width=1.75)
    fig.arrow(98, 75, 130, 75)
    fig.polyline([(98, 150), (98, 232)], stroke="ink", width=1.75)
    fig.arrow(98, 232, 130, 232)
    fig.circle(366, 150, 18)
    fig.text(366, 150, "+", anchor="middle")
    fig.polyline([(300, 75), (366, 75)], stroke="ink", width=1.75)
    fig.arrow(366, 75, 366, 132)
    fig.polyline([(300, 232), (366, 232)], stroke="ink", width=1.75)
    fig.arrow(366, 232, 366, 168)
    fig.text(376, 204, r"$\times \alpha/r$", size=15)
    fig.arrow(384, 150, 412, 150)
    box(fig, 440, 150, r"$\mathbf{Y}$", width=56, height=40)
    return fig


def figure_forgetting() -> Figure:
    """New and old accuracy of each way to adapt."""
    rows = re.findall(
        r"^([^\d\n]+?) +[\d,]+ +(\d+)% \((\d+) to (\d+)\) +(\d+)% \((\d+) to (\d+)\)",
        RECORDED, re.MULTILINE,
    )  # fmt: skip
    fig = Figure(520, 390, "Accuracy on the new and the old task for eight methods")
    left, scale = 160, 3.4
    for x, series, label in ((16, 1, "new task"), (146, 2, "old task")):
        if series == 1:
            fig.circle(x + 8, 18, 6, fill=1, stroke="none")
        else:
            fig.rect(x + 2, 12, 12, 12, fill=2, stroke="none")
        fig.text(x + 22, 18, label, size=15)
    fig.text(290, 18, "% right, mean and range", size=15, color="muted")
    for value in (0, 25, 50, 75, 100):
        x = left + scale * value
        fig.line(x, 38, x, 356, stroke="line")
        fig.text(x, 374, str(value), anchor="middle", size=15)
    for i, row in enumerate(rows):
        y = 56 + 40 * i
        fig.text(16, y, row[0].strip(), size=15)
        for dy, series, (mean, low, high) in (
            (-7, 1, map(int, row[1:4])), (7, 2, map(int, row[4:7])),
        ):  # fmt: skip
            x = left + scale * mean
            fig.line(left + scale * low, y + dy, left + scale * high, y + dy,
                     stroke=series, width=3)  # fmt: skip
            if series == 1:
                fig.circle(x, y + dy, 6, fill=1, stroke="none")
            else:
                fig.rect(x - 5, y + dy - 5, 10, 10, fill=2, stroke="none")
    return fig
