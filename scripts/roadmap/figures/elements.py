"""SVG elements as values, and how they are written with few bytes.

Neighbors of the same colors share one `<g>` that carries the attributes they have
in common; what is drawn, and in which order, stays the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby
from xml.sax.saxutils import quoteattr

from roadmap.figures.numbers import num
from roadmap.figures.palette import Paint, paint

Style = dict[str, str]


@dataclass(frozen=True)
class Element:
    """A shape: tag, attributes of its place, attributes of its style, inner text."""

    tag: str
    place: Style
    style: Style = field(default_factory=dict)
    body: str = ""

    def write(self, leave_out: Style | None = None) -> str:
        """Write the element without the attributes that a group carries."""
        left = {k: v for k, v in self.style.items() if k not in (leave_out or {})}
        start = f"<{self.tag}{_attributes({**self.place, **left})}"
        return f"{start}>{self.body}</{self.tag}>" if self.body else f"{start}/>"


def write_all(parts: Sequence[Element | str]) -> str:
    """Write elements (and raw tags) one a line."""
    lines: list[str] = []
    for key, run in groupby(parts, _key):
        if key is None:
            lines += [str(part) for part in run]
            continue
        elements = [part for part in run if isinstance(part, Element)]
        shared = _shared(elements)
        if len(elements) < 2 or not shared:
            lines += [element.write() for element in elements]
            continue
        lines.append(f"<g{_attributes(shared)}>")
        lines += [element.write(shared) for element in elements]
        lines.append("</g>")
    return "\n".join(lines)


def _key(part: Element | str) -> tuple[str | None, ...] | None:
    if isinstance(part, str):
        return None
    kind = "text" if part.tag == "text" else "shape"
    return kind, part.style.get("fill"), part.style.get("stroke")


def _shared(elements: Sequence[Element]) -> Style:
    first = elements[0].style.items()
    return {k: v for k, v in first if all(e.style.get(k) == v for e in elements)}


def _attributes(values: Style) -> str:
    return "".join(f" {name}={quoteattr(value)}" for name, value in values.items())


def place(**values: float) -> Style:
    """Give coordinates as attributes, rounded."""
    return {name: num(value) for name, value in values.items()}


def stroke_style(stroke: Paint, width: float, dash: str, opacity: float = 1) -> Style:
    """Give the attributes of a stroke; `opacity` is of the stroke alone."""
    if width <= 0:
        raise ValueError(f"stroke width must be positive: `{width}`")
    style = {"stroke": paint(stroke)}
    if width != 1:
        style["stroke-width"] = num(width)
    if dash:
        style["stroke-dasharray"] = dash
    return style | _opacity("stroke-opacity", opacity)


def area_style(fill: Paint, stroke: Paint, width: float, dash: str, opacity: float) -> Style:
    """Give the attributes of an area; `opacity` is of the fill alone."""
    style = {"fill": paint(fill)} | _opacity("fill-opacity", opacity)
    return style if stroke == "none" else style | stroke_style(stroke, width, dash)


def _opacity(name: str, value: float) -> Style:
    if not 0 <= value <= 1:
        raise ValueError(f"opacity must be 0 to 1: `{value}`")
    return {} if value == 1 else {name: num(value)}
