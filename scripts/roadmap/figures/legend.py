"""Labels of the series: a legend, or names at the ends of the lines."""

from collections.abc import Callable
from dataclasses import dataclass

from roadmap.figures.canvas import Figure
from roadmap.figures.clip import Box
from roadmap.figures.label import text_width
from roadmap.figures.marks import draw_marker

TEXT = 15.0
ROW = 23.0
SWATCH = 28.0


@dataclass(frozen=True)
class Entry:
    """A labelled series; `end` is where its line ends, in user units."""

    label: str
    series: int
    kind: str
    dash: str
    end: tuple[float, float]


CORNERS = ("top right", "top left", "bottom right", "bottom left")


def draw_legend(
    figure: Figure, box: Box, above: float, entries: list[Entry], corner: str,
    columns: int, taken: Callable[[Box], bool],
) -> None:  # fmt: skip
    """Draw swatches with names in a corner of the box, or ending at y = `above`.

    `auto` takes the first corner that is not `taken` by data.
    """
    if corner not in (*CORNERS, "auto", "above"):
        known = ", ".join(CORNERS)
        raise ValueError(f"unknown corner: `{corner}` (known: auto, above, {known})")
    if columns < 1:
        raise ValueError(f"legend: columns must be positive: `{columns}`")
    step = SWATCH + 8 + max(text_width(e.label, TEXT) for e in entries) + 16
    rows = -(-len(entries) // columns)
    size = (step * columns - 8, rows * ROW + 6)
    if corner == "above":
        x, y = box[0] - 6, above - size[1]
    else:
        choices = CORNERS if corner == "auto" else (corner,)
        places = [_corner(box, size, name) for name in choices]
        free = [p for p in places if not taken((*p, p[0] + size[0], p[1] + size[1]))]
        if corner == "auto" and not free:
            raise ValueError('legend: data in every corner (try legend("above") with top=30)')
        x, y = (free or places)[0]
        figure.rect(x, y, *size, fill="ground", stroke="none", opacity=0.85)
    for index, entry in enumerate(entries):
        column, row = divmod(index, rows)
        start, middle = x + 6 + column * step, y + 3 + (row + 0.5) * ROW
        _swatch(figure, start, middle, entry)
        figure.text(start + SWATCH + 8, middle, entry.label, size=TEXT)


def _corner(box: Box, size: tuple[float, float], name: str) -> tuple[float, float]:
    left, top, right, bottom = box
    x = left + 8 if name.endswith("left") else right - size[0] - 4
    return x, top + 4 if name.startswith("top") else bottom - size[1] - 4


def _swatch(figure: Figure, x: float, y: float, entry: Entry) -> None:
    if entry.kind == "bar":
        figure.rect(
            x + 4, y - 7, 20, 14, fill=f"{entry.series}-soft", stroke=entry.series,
            stroke_width=1.75, dash=entry.dash,
        )  # fmt: skip
        return
    if entry.kind != "marker":
        figure.line(x, y, x + SWATCH, y, stroke=entry.series, width=2.5, dash=entry.dash)
    if entry.kind != "line":
        draw_marker(figure, x + SWATCH / 2, y, entry.series, 5)


def draw_direct(figure: Figure, box: Box, entries: list[Entry]) -> None:
    """Write each name right of its line's end, moved apart where they would touch."""
    gap = 19.0
    order = sorted(entries, key=lambda entry: entry.end[1])
    places = [entry.end[1] for entry in order]
    for i in range(1, len(places)):
        places[i] = max(places[i], places[i - 1] + gap)
    over = max(0.0, places[-1] - (box[3] - 4))
    places[-1] -= over
    for i in range(len(places) - 2, -1, -1):
        places[i] = min(places[i], places[i + 1] - gap)
    for entry, y in zip(order, places, strict=True):
        figure.text(entry.end[0] + 8, y, entry.label, size=TEXT, color=entry.series, bold=True)
