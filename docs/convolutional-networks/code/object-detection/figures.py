"""Figures of the object detection page; nothing is trained here."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import scratch
import shapes

from roadmap.figures import Figure, Plot


def figure_families() -> Figure:
    """What each family computes once per image and what once per region."""
    rows = [
        ("R-CNN", ["2,000 proposals", "CNN on each crop", "class, box"], (0, 2, 2)),
        ("Fast R-CNN", ["CNN, one map", "pool each region", "class, box"], (1, 2, 2)),
        ("Faster R-CNN", ["CNN + proposals", "pool each region", "class, box"],
         (1, 2, 2)),
        ("Mask R-CNN", ["CNN + proposals", "align each region", "class, box, mask"],
         (1, 2, 2)),
        ("YOLO, SSD", ["CNN, one map", "boxes for all cells", "NMS"], (1, 1, 0)),
    ]  # fmt: skip
    fig = Figure(520, 412, "Work per image and work per region in five detectors")
    for x, series, label in [(8, 1, "network, once per image"),
                             (246, 2, "network, once per region")]:  # fmt: skip
        fig.rect(x, 6, 20, 18, fill=f"{series}-soft", stroke="axis")
        fig.text(x + 28, 15, label, size=15)
    for r, (name, steps, series) in enumerate(rows):
        y = 42 + 75 * r
        fig.text(8, y + 8, name, bold=True, size=15)
        for i, (step, s) in enumerate(zip(steps, series, strict=True)):
            x = 8 + 174 * i
            fill = f"{s}-soft" if s else "paper"
            fig.rect(x, y + 22, 156, 38, fill=fill, radius=4)
            fig.text(x + 78, y + 41, step, anchor="middle", size=15)
            if i:
                fig.arrow(x - 17, y + 41, x - 2, y + 41, head=8)
    return fig


def figure_overlap() -> Figure:
    """Boxes A, B and C before and after non-maximum suppression."""
    fig = Figure(480, 268, "Three boxes, and the two that survive")
    styles = [("A 0.9", 1, ""), ("B 0.7", 2, "7 4"), ("C 0.8", 3, "2 4")]
    for x0, title, kept in [(4, "before", (0, 1, 2)), (250, "NMS at 0.5", (0, 1))]:
        fig.text(x0 + 110, 14, title, anchor="middle", bold=True)
        fig.rect(x0, 32, 226, 226, fill="paper")

        def place(v: float, start: float) -> float:
            return start + 8 + (v - 4) * 3.6

        if len(kept) == 3:
            a, b = scratch.BOXES[0], scratch.BOXES[1]
            fig.rect(place(b[0], x0), place(b[1], 32), (a[2] - b[0]) * 3.6,
                     (a[3] - b[1]) * 3.6, fill="1-soft", stroke="none")  # fmt: skip
            fig.text(place(35, x0), place(34, 32), "900", anchor="middle", size=15)
        for k in kept:
            x1, y1, x2, y2 = scratch.BOXES[k]
            _, series, dash = styles[k]
            w, h = (x2 - x1) * 3.6, (y2 - y1) * 3.6
            fig.rect(place(x1, x0), place(y1, 32), w, h, fill="none", stroke=series,
                     stroke_width=2.5, dash=dash)  # fmt: skip
        spots = {0: (14, 15, "start"), 1: (58, 56, "end"), 2: (50, 12, "end")}
        for k in kept:
            x, y, anchor = spots[k]
            fig.text(place(x, x0), place(y, 32), styles[k][0], anchor=anchor, size=15,
                     color=styles[k][1], halo="ground")  # fmt: skip
    return fig


def figure_precision_recall() -> Figure:
    """Precision over recall of the worked example, with the area counted as AP."""
    precision, recall = scratch.curve(scratch.RIGHT, 3)
    fig = Figure(480, 300, "Precision-recall curve with area 0.556")
    plot = Plot(
        fig, (0, 1.02), (0, 1.1), xlabel="recall", ylabel="precision",
        xticks=[(0, "0"), (1 / 3, "1/3"), (2 / 3, "2/3"), (1, "1")],
        yticks=[0, 0.5, 1],
    )  # fmt: skip
    left, top = plot.at(0, 1)
    middle, step = plot.at(1 / 3, 2 / 3)
    end, floor = plot.at(2 / 3, 0)
    fig.rect(left, top, middle - left, floor - top, fill="1-soft", stroke="none")
    fig.rect(middle, step, end - middle, floor - step, fill="1-soft", stroke="none")
    ceiling_x = [0, 1 / 3, 1 / 3, 2 / 3, 2 / 3]
    plot.line(ceiling_x, [1, 1, 2 / 3, 2 / 3, 0], 1)
    plot.scatter(recall, precision, 2, size=6)
    for n, (r, p) in enumerate(zip(recall, precision, strict=True)):
        word = "right" if scratch.RIGHT[n] else "wrong"
        plot.text(r, p, f"{n + 1} {word}", dx=10, dy=-12 if n != 1 else 4)
    plot.text(1 / 6, 0.4, "1/3 · 1", anchor="middle")
    plot.text(1 / 2, 0.25, "1/3 · 2/3", anchor="middle")
    return fig


def draw_scene(fig: Figure, x0: float, y0: float, scale: float, i: int) -> None:
    """The shapes of test image i with their true boxes."""
    rng = np.random.default_rng(1)
    for _ in range(i + 1):
        _, boxes, labels = shapes.scene(rng)
    fig.rect(x0, y0, 48 * scale, 48 * scale, fill="paper")
    for (x1, y1, x2, _), label in zip(boxes, labels, strict=True):
        x, y, s = x0 + x1 * scale, y0 + y1 * scale, (x2 - x1) * scale
        if label == 0:
            fig.circle(x + s / 2, y + s / 2, s / 2, fill="heat", stroke="none",
                       opacity=0.4)  # fmt: skip
        elif label == 1:
            fig.rect(x, y, s, s, fill="heat", stroke="none", opacity=0.4)
        else:
            a, b = 0.35 * s, 0.65 * s
            points = [(a, 0), (b, 0), (b, a), (s, a), (s, b), (b, b), (b, s), (a, s),
                      (a, b), (0, b), (0, a), (a, a)]  # fmt: skip
            fig.polygon([(x + u, y + v) for u, v in points], fill="heat", opacity=0.4)


def figure_anchors() -> Figure:
    """Positive anchors of one test image, and what the trained detector finds."""
    image = 20
    fig = Figure(480, 290, "Anchors of a scene and the detections in it")
    rng = np.random.default_rng(1)
    for _ in range(image + 1):
        _, boxes, labels = shapes.scene(rng)
    target, _ = shapes.assign((boxes, labels), shapes.ANCHORS)
    s = 4.6
    for x0, title in [(4, "positive anchors"), (254, "detections, score ≥ 0.5")]:
        fig.text(x0 + 24 * s, 14, title, anchor="middle", bold=True)
        draw_scene(fig, x0, 32, s, image)
    for k in scratch.iou(shapes.ANCHORS, boxes).argmax(axis=0):
        x1, y1, x2, y2 = shapes.ANCHORS[k]
        fig.rect(4 + x1 * s, 32 + y1 * s, (x2 - x1) * s, (y2 - y1) * s, fill="none",
                 stroke=2, stroke_width=2.5, dash="6 4")  # fmt: skip
    centers = shapes.ANCHORS[target > 0].reshape(-1, 2, 2).mean(axis=1)
    for x, y in np.unique(centers, axis=0):
        fig.circle(4 + x * s, 32 + y * s, 5, fill=2, stroke="none")
    out = Path(__file__).with_name("detector.out").read_text(encoding="utf-8")
    pattern = rf"image {image}: (\w+) +([\d.]+) +(\d+) (\d+) (\d+) (\d+)"
    for name, score, *corners in re.findall(pattern, out):
        x1, y1, x2, y2 = (float(v) for v in corners)
        fig.rect(254 + x1 * s, 32 + y1 * s, (x2 - x1) * s, (y2 - y1) * s, fill="none",
                 stroke=1, stroke_width=2.5)  # fmt: skip
        x, y = x2 + 1, (y1 + y2) / 2
        fig.text(254 + x * s, 32 + y * s, f"{name} {score}", size=15,
                 halo="ground")  # fmt: skip
    fig.text(4, 274, "dots: cells with a positive anchor; dashed: the best anchor",
             size=15, color="muted")  # fmt: skip
    return fig
