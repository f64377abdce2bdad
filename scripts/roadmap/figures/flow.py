"""Boxes and arrows: blocks of a model, computational graphs."""

from collections.abc import Sequence
from itertools import pairwise

from roadmap.figures.canvas import Figure
from roadmap.figures.label import text_width
from roadmap.figures.marks import DASHES
from roadmap.figures.node import Node, Point, Side, facing, route
from roadmap.figures.palette import Paint, series_number

LINE = 21.0


def box(
    figure: Figure, x: float, y: float, text: str, *, width: float = 0,
    height: float = 0, series: int = 0, size: float = 16, bold: bool = False,
    dash: str = "",
) -> Node:  # fmt: skip
    """Draw a rounded box centered at (x, y); `\\n` in the text starts a line.

    Width and height are chosen from the text when they are 0. With `series` the
    box takes that color (soft fill, outline).
    """
    lines = text.split("\n")
    wide = width or max(text_width(line, size) for line in lines) + 26
    tall = height or len(lines) * LINE + 17
    fill: Paint = f"{series_number(series)}-soft" if series else "paper"
    stroke: Paint = series or "axis"
    figure.rect(
        x - wide / 2, y - tall / 2, wide, tall, fill=fill, stroke=stroke,
        stroke_width=1.75, radius=7, dash=dash,
    )  # fmt: skip
    for index, line in enumerate(lines):
        offset = (index - (len(lines) - 1) / 2) * LINE
        figure.text(x, y + offset, line, size=size, anchor="middle", bold=bold)
    return Node(x, y, wide, tall)


def op(
    figure: Figure, x: float, y: float, text: str, *, radius: float = 19,
    series: int = 0, size: float = 18,
) -> Node:  # fmt: skip
    """Draw an operation of a computational graph: a circle centered at (x, y)."""
    fill: Paint = f"{series_number(series)}-soft" if series else "paper"
    figure.circle(x, y, radius, fill=fill, stroke=series or "ink", stroke_width=1.75)
    figure.text(x, y, text, size=size, anchor="middle")
    return Node(x, y, 2 * radius, 2 * radius, round=True)


def connect(
    figure: Figure, start: Node, end: Node, *, label: str = "", out: Side | None = None,
    into: Side | None = None, series: int = 0, dash: str | None = None,
    width: float = 1.75, label_dx: float = 0, label_dy: float = 0,
    straight: bool = False,
) -> None:  # fmt: skip
    """Draw an arrow from one node to another, bent once or twice where needed.

    Sides are chosen from the positions unless `out` and `into` name them; with
    `straight` the arrow runs from center to center instead. The label stands above
    a level arrow and right of an upright one, moved by `label_dx`, `label_dy`.
    """
    if straight:
        way = [start.toward(end.x, end.y), end.toward(start.x, start.y)]
    else:
        out = out or facing(start, end)
        into = into or facing(end, start)
        way = route(start.side(out), end.side(into), out, into)
    color: Paint = series_number(series) if series else "ink"
    pattern = (DASHES[series] if series else "") if dash is None else dash
    if len(way) > 2:
        figure.polyline(way[:-1], stroke=color, width=width, dash=pattern)
    figure.arrow(*way[-2], *way[-1], stroke=color, width=width, dash=pattern)
    if label:
        _label(figure, way, label, color, label_dx, label_dy)


def _label(
    figure: Figure, way: list[Point], label: str, color: Paint, dx: float, dy: float
) -> None:
    parts = list(pairwise(way))
    a, b = max(parts, key=lambda p: abs(p[0][0] - p[1][0]) + abs(p[0][1] - p[1][1]))
    x, y = (a[0] + b[0]) / 2 + dx, (a[1] + b[1]) / 2 + dy
    if abs(a[0] - b[0]) >= abs(a[1] - b[1]):
        figure.text(x, y - 12, label, size=15, anchor="middle", color=color)
    else:
        figure.text(x + 8, y, label, size=15, color=color)


def box_flow(
    figure: Figure, steps: Sequence[str], *, x: float = 16, y: float | None = None,
    width: float = 0, gap: float = 0, labels: Sequence[str] = (),
    series: Sequence[int] = (), vertical: bool = False, size: float = 16,
) -> list[Node]:  # fmt: skip
    """Draw boxes in a row (or, with `vertical`, in a column) joined by arrows.

    A row starts at x and is centered on y (default: the middle of the figure); it
    fills `width` (default: up to the same margin on the right) unless `gap` is
    given. A column is centered on x + width / 2 and starts at y (default 16).
    `labels` stand at the arrows; `series` colors the boxes, 0 for none.
    """
    if not steps:
        raise ValueError("box_flow: no steps")
    if labels and len(labels) != len(steps) - 1:
        raise ValueError(f"box_flow: {len(steps) - 1} arrows, {len(labels)} labels")
    if series and len(series) != len(steps):
        raise ValueError(f"box_flow: {len(steps)} steps, {len(series)} series")
    total = width or figure.width - 2 * x
    sizes = [_size(step, size) for step in steps]
    colors = list(series) or [0] * len(steps)
    nodes: list[Node] = []
    if vertical:
        wide = max(w for w, _ in sizes)
        top, space = 16 if y is None else y, gap or 34
        for step, (_, tall), color in zip(steps, sizes, colors, strict=True):
            nodes.append(
                box(figure, x + total / 2, top + tall / 2, step, width=wide,
                    height=tall, series=color, size=size)
            )  # fmt: skip
            top += tall + space
    else:
        tall = max(h for _, h in sizes)
        used = sum(w for w, _ in sizes)
        space = gap or (total - used) / max(1, len(steps) - 1)
        if len(steps) > 1 and space < 18:
            raise ValueError("box_flow: no room for the arrows; use vertical=True")
        for step, (wide, _), color in zip(steps, sizes, colors, strict=True):
            center = figure.height / 2 if y is None else y
            nodes.append(
                box(figure, x + wide / 2, center, step, width=wide, height=tall,
                    series=color, size=size)
            )  # fmt: skip
            x += wide + space
    for i, (a, b) in enumerate(pairwise(nodes)):
        connect(figure, a, b, label=labels[i] if labels else "")
    return nodes


def _size(text: str, size: float) -> tuple[float, float]:
    lines = text.split("\n")
    return max(text_width(line, size) for line in lines) + 26, len(lines) * LINE + 17
