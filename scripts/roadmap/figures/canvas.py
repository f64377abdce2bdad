"""The canvas: a figure and its primitives, written as SVG text.

Lengths are user units: one unit is one CSS pixel at the figure's natural size.
x grows to the right, y grows downwards, the origin is the top left corner.
No element has an id, so any number of figures can stand on one page.
"""

import math
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Literal
from xml.sax.saxutils import escape

from roadmap.figures.elements import (
    Element,
    area_style,
    place,
    stroke_style,
    write_all,
)
from roadmap.figures.label import markup, text_width
from roadmap.figures.numbers import num, points
from roadmap.figures.palette import Paint, paint

Anchor = Literal["start", "middle", "end"]
MIN_TEXT = 13.0
MAX_WIDTH = 720.0


class Figure:
    """A drawing of `width` x `height` user units (width 120 to 720).

    `title` names the figure where its file is opened alone; on a page the
    alternative text of the image takes its place.
    """

    def __init__(self, width: float, height: float, title: str = "") -> None:
        if not 120 <= width <= MAX_WIDTH or not 40 <= height <= 1200:
            raise ValueError(f"figure size must be 120-720 by 40-1200 units: `{width} x {height}`")
        self.width = width
        self.height = height
        self.title = title
        self._parts: list[Element | str] = []
        self._offset = (0.0, 0.0)
        self._checks: list[Callable[[], None]] = []

    def rect(
        self, x: float, y: float, width: float, height: float, *,
        fill: Paint = "paper", stroke: Paint = "axis", stroke_width: float = 1.5,
        radius: float = 0, opacity: float = 1, dash: str = "",
    ) -> None:  # fmt: skip
        """Draw a rectangle from its top left corner; `opacity` is of the fill."""
        if width < 0 or height < 0:
            raise ValueError(f"negative size: `{width} x {height}`")
        corner = {"rx": num(radius)} if radius else {}
        style = area_style(fill, stroke, stroke_width, dash, opacity)
        where = place(x=x, y=y, width=width, height=height)
        self._parts.append(Element("rect", where | corner, style))

    def circle(
        self, x: float, y: float, radius: float, *, fill: Paint = "paper",
        stroke: Paint = "ink", stroke_width: float = 1.5, opacity: float = 1,
        dash: str = "",
    ) -> None:  # fmt: skip
        """Draw a circle around (x, y); `opacity` is of the fill."""
        if radius < 0:
            raise ValueError(f"negative radius: `{radius}`")
        style = area_style(fill, stroke, stroke_width, dash, opacity)
        self._parts.append(Element("circle", place(cx=x, cy=y, r=radius), style))

    def line(
        self, x1: float, y1: float, x2: float, y2: float, *, stroke: Paint = "ink",
        width: float = 1.5, dash: str = "", opacity: float = 1,
    ) -> None:  # fmt: skip
        """Draw a straight line; `dash` is an SVG dash pattern such as `"6 4"`."""
        where = place(x1=x1, y1=y1, x2=x2, y2=y2)
        style = stroke_style(stroke, width, dash, opacity)
        self._parts.append(Element("line", where, style))

    def arrow(
        self, x1: float, y1: float, x2: float, y2: float, *, stroke: Paint = "ink",
        width: float = 1.75, dash: str = "", head: float = 10, both: bool = False,
    ) -> None:  # fmt: skip
        """Draw an arrow whose tip is exactly at (x2, y2); `both` adds a tail tip."""
        length = math.hypot(x2 - x1, y2 - y1)
        if length == 0:
            raise ValueError("arrow of length zero")
        size = min(head, length * (0.45 if both else 0.9))
        ux, uy = (x2 - x1) / length, (y2 - y1) / length
        back = size * 0.8
        tail = back if both else 0.0
        self.line(
            x1 + ux * tail, y1 + uy * tail, x2 - ux * back, y2 - uy * back,
            stroke=stroke, width=width, dash=dash,
        )  # fmt: skip
        self._head(x2, y2, ux, uy, size, stroke)
        if both:
            self._head(x1, y1, -ux, -uy, size, stroke)

    def _head(self, x: float, y: float, ux: float, uy: float, size: float, fill: Paint) -> None:
        half = size * 0.42
        base = (x - ux * size, y - uy * size)
        corners = [
            (x, y),
            (base[0] - uy * half, base[1] + ux * half),
            (base[0] + uy * half, base[1] - ux * half),
        ]
        self.polygon(corners, fill=fill)

    def polyline(
        self, path: Iterable[tuple[float, float]], *, stroke: Paint = "ink",
        width: float = 2, dash: str = "", opacity: float = 1,
    ) -> None:  # fmt: skip
        """Draw an open line through the points."""
        pairs = list(path)
        if len(pairs) < 2:
            raise ValueError("a polyline needs two points")
        style = {"fill": "none"} | stroke_style(stroke, width, dash, opacity)
        style["stroke-linejoin"] = "round"
        self._parts.append(Element("polyline", {"points": points(pairs)}, style))

    def polygon(
        self, path: Iterable[tuple[float, float]], *, fill: Paint = "paper",
        stroke: Paint = "none", stroke_width: float = 1.5, opacity: float = 1,
        dash: str = "",
    ) -> None:  # fmt: skip
        """Draw a closed area; `opacity` is of the fill."""
        pairs = list(path)
        if len(pairs) < 3:
            raise ValueError("a polygon needs three points")
        style = area_style(fill, stroke, stroke_width, dash, opacity)
        self._parts.append(Element("polygon", {"points": points(pairs)}, style))

    def path(
        self, d: str, *, fill: Paint = "none", stroke: Paint = "ink",
        width: float = 2, dash: str = "", opacity: float = 1,
    ) -> None:  # fmt: skip
        """Draw SVG path data (round its numbers with `num`)."""
        style = area_style(fill, stroke, width, dash, opacity)
        self._parts.append(Element("path", {"d": d}, style))

    def text(
        self, x: float, y: float, text: str, *, size: float = 16,
        anchor: Anchor = "start", color: Paint = "ink", bold: bool = False,
        italic: bool = False, middle: bool = True, rotate: float = 0,
        halo: Paint = "none",
    ) -> None:  # fmt: skip
        """Write text at (x, y), `size` at least 13 units.

        `middle` centers it vertically on y, else y is the base line. `$...$` holds
        mathematics (see `label`). `rotate` is in degrees, clockwise. `halo` is a
        color painted around the letters, for text that crosses lines.
        """
        if size < MIN_TEXT:
            raise ValueError(f"text size below {MIN_TEXT:g} units: `{size}`")
        if anchor not in ("start", "middle", "end"):
            raise ValueError(f"unknown anchor: `{anchor}`")
        where = place(x=x, y=y + 0.35 * size if middle else y)
        if rotate:
            where["transform"] = f"rotate({num(rotate)} {num(x)} {num(y)})"
        else:
            self._check_room(x, y, text, size, anchor)
        style = {"fill": paint(color)} if color != "ink" else {}
        style |= {"font-size": num(size)} if size != 16 else {}
        style |= {"text-anchor": anchor} if anchor != "start" else {}
        style |= {"font-weight": "600"} if bold else {}
        style |= {"font-style": "italic"} if italic else {}
        if halo != "none":
            style |= {"paint-order": "stroke", "stroke-linejoin": "round"}
            style |= {"stroke": paint(halo), "stroke-width": "4"}
        self._parts.append(Element("text", where, style, markup(text, size)))

    def _check_room(self, x: float, y: float, text: str, size: float, anchor: Anchor) -> None:
        """Raise ValueError when text would be cut off at the edge of the figure."""
        width = 0.93 * text_width(text, size)
        x, y = x + self._offset[0], y + self._offset[1]
        left = x - width * {"start": 0.0, "middle": 0.5, "end": 1.0}[anchor]
        over = max(-left, left + width - self.width)
        if text and (over > 3 or not 0.2 * size < y < self.height - 0.2 * size):
            raise ValueError(
                f"text leaves the figure ({self.width:g} x {self.height:g}): "
                f"`{text}` at {num(x)}, {num(y)}, about {num(width)} wide"
            )

    @contextmanager
    def group(self, dx: float = 0, dy: float = 0, opacity: float = 1) -> Iterator[None]:
        """Move everything drawn inside the `with` block by (dx, dy)."""
        move = f' transform="translate({num(dx)} {num(dy)})"' if dx or dy else ""
        fade = f' opacity="{num(opacity)}"' if opacity != 1 else ""
        before = self._offset
        self._offset = (before[0] + dx, before[1] + dy)
        self._parts.append(f"<g{move}{fade}>")
        yield
        self._parts.append("</g>")
        self._offset = before

    def check_at_end(self, check: Callable[[], None]) -> None:
        """Have `check` called before the figure is written; it may raise."""
        self._checks.append(check)

    def svg(self) -> str:
        """Write the figure: well-formed SVG text that ends with a newline."""
        for check in self._checks:
            check()
        width, height = num(self.width), num(self.height)
        title = [f"<title>{escape(self.title)}</title>"] if self.title else []
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="fig"'
            f' width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
            f' font-family="var(--fig-font, system-ui, sans-serif)" font-size="16"'
            f' fill="{paint("ink")}">'
        )
        ground = f'<rect width="{width}" height="{height}" fill="{paint("ground")}"/>'
        return "\n".join([head, *title, ground, write_all(self._parts), "</svg>"]) + "\n"
