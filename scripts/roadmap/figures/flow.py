"""Boxes and arrows: blocks of a model, computational graphs."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from roadmap.figures.canvas import Figure
from roadmap.figures.label import text_width
from roadmap.figures.marks import DASHES
from roadmap.figures.palette import Paint, series_number

Side = Literal["left", "right", "top", "bottom"]
Point = tuple[float, float]
LINE = 21.0


@dataclass(frozen=True)
class Node:
    """A box or a circle in a flow: its center and its size, in user units."""

    x: float
    y: float
    width: float
    height: float
    round: bool = False

    def toward(self, x: float, y: float) -> Point:
        """Where the straight line to (x, y) leaves the node."""
        dx, dy = x - self.x, y - self.y
        if dx == dy == 0:
            raise ValueError("two nodes at one place")
        if self.round:
            scale = self.width / 2 / math.hypot(dx, dy)
        else:
            ratios = [self.width / 2 / abs(dx)] if dx else []
            ratios += [self.height / 2 / abs(dy)] if dy else []
            scale = min(ratios)
        return self.x + dx * scale, self.y + dy * scale

    @property
    def left(self) -> Point:
        """Middle of the left side."""
        return self.x - self.width / 2, self.y

    @property
    def right(self) -> Point:
        """Middle of the right side."""
        return self.x + self.width / 2, self.y

    @property
    def top(self) -> Point:
        """Middle of the upper side."""
        return self.x, self.y - self.height / 2

    @property
    def bottom(self) -> Point:
        """Middle of the lower side."""
        return self.x, self.y + self.height / 2

    def side(self, name: Side) -> Point:
        """Middle of the named side."""
        sides = {
            "left": self.left,
            "right": self.right,
            "top": self.top,
            "bottom": self.bottom,
        }
        if name not in sides:
            raise ValueError(f"unknown side: `{name}`")
        return sides[name]


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
        route = [start.toward(end.x, end.y), end.toward(start.x, start.y)]
    else:
        out = out or _facing(start, end)
        into = into or _facing(end, start)
        route = _route(start.side(out), end.side(into), out, into)
    color: Paint = series_number(series) if series else "ink"
    pattern = (DASHES[series] if series else "") if dash is None else dash
    if len(route) > 2:
        figure.polyline(route[:-1], stroke=color, width=width, dash=pattern)
    figure.arrow(*route[-2], *route[-1], stroke=color, width=width, dash=pattern)
    if label:
        _label(figure, route, label, color, label_dx, label_dy)


def _facing(node: Node, other: Node) -> Side:
    dx, dy = other.x - node.x, other.y - node.y
    reach_x = abs(dx) - (node.width + other.width) / 2
    reach_y = abs(dy) - (node.height + other.height) / 2
    if reach_x >= reach_y:
        return "right" if dx > 0 else "left"
    return "bottom" if dy > 0 else "top"


def _route(a: Point, b: Point, out: Side, into: Side) -> list[Point]:
    level_out, level_in = out in ("left", "right"), into in ("left", "right")
    if abs(a[0] - b[0]) < 0.5 or abs(a[1] - b[1]) < 0.5:
        return [a, b]
    if level_out and level_in:
        middle = _bend(a[0], b[0])
        return [a, (middle, a[1]), (middle, b[1]), b]
    if not level_out and not level_in:
        middle = _bend(a[1], b[1])
        return [a, (a[0], middle), (b[0], middle), b]
    return [a, (b[0], a[1]) if level_out else (a[0], b[1]), b]


def _bend(start: float, end: float) -> float:
    """Bend halfway, but at most 26 units before the end: arrows meet in one line."""
    reach = min(abs(end - start) / 2, 26)
    return end - math.copysign(reach, end - start)


def _label(
    figure: Figure, route: list[Point], label: str, color: Paint, dx: float, dy: float
) -> None:
    parts = list(pairwise(route))
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
