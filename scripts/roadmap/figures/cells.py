"""Matrices and heatmaps: tables of cells, with numbers or shades or both."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import SupportsFloat

from roadmap.figures.canvas import Figure
from roadmap.figures.grid import Cells, Place
from roadmap.figures.label import text_width
from roadmap.figures.marks import DASHES
from roadmap.figures.numbers import signed, table
from roadmap.figures.palette import Paint, series_number

Rows = Iterable[Iterable[SupportsFloat]]
Format = str | Callable[[float], str]


def matrix(
    figure: Figure, values: Rows, x: float, y: float, *, cell: float = 40,
    cell_height: float | None = None, label: str = "", fmt: Format = "g",
    highlight: Mapping[Place, int] | None = None, size: float = 16,
    fill: Paint = "paper", frame: int = 0,
) -> Cells:  # fmt: skip
    """Draw a matrix with its numbers, top left corner at (x, y).

    `highlight` maps (row, column) to a series: these cells get its soft fill and
    one thick outline around all of them. `frame` outlines the whole in the color of
    that series. `label` stands centered above. `fmt` is a format such as `".2f"`,
    or a function.
    """
    rows = table(values, "matrix")
    grid = Cells(x, y, len(rows), len(rows[0]), cell, cell_height or cell)
    groups: dict[int, list[Place]] = {}
    for (row, column), series in sorted((highlight or {}).items()):
        if not (0 <= row < grid.rows and 0 <= column < grid.columns):
            raise ValueError(f"highlight outside of the matrix: `{row}, {column}`")
        groups.setdefault(series_number(series), []).append((row, column))
    width, height = grid.right - x, grid.bottom - y
    figure.rect(x, y, width, height, fill=fill, stroke="axis")
    for series, places in sorted(groups.items()):
        figure.path(grid.area(places), fill=f"{series}-soft", stroke="none")
    grid.rules(figure)
    for series, places in sorted(groups.items()):
        dash = DASHES[series] if len(groups) > 1 else ""
        figure.path(grid.outline(places), stroke=series, width=3, dash=dash)
    _numbers(figure, grid, rows, fmt, size)
    if frame:
        stroke = series_number(frame)
        figure.rect(x, y, width, height, fill="none", stroke=stroke, stroke_width=2.5)
    if label:
        figure.text(grid.middle[0], y - 14, label, anchor="middle")
    return grid


def heatmap(
    figure: Figure, values: Rows, x: float, y: float, *, cell: float = 40,
    cell_height: float | None = None, row_labels: Sequence[str] = (),
    column_labels: Sequence[str] = (), label: str = "", annotate: bool = True,
    fmt: Format = ".2f", vmax: float | None = None, size: float = 15,
) -> Cells:  # fmt: skip
    """Draw values as shades, top left cell at (x, y); labels stand outside.

    The shade is |value| / `vmax` (default: the largest of the table), in one color
    for positive and in another for negative values, which are also written with
    their sign when `annotate` is on. Row labels stand left, column labels above
    (slanted when they are wider than the cells).
    """
    rows = table(values, "heatmap")
    grid = Cells(x, y, len(rows), len(rows[0]), cell, cell_height or cell)
    for names, count, what in (
        (row_labels, grid.rows, "row"),
        (column_labels, grid.columns, "column"),
    ):
        if names and len(names) != count:
            raise ValueError(f"heatmap: {count} {what}s, {len(names)} {what} labels")
    if vmax is not None and vmax <= 0:
        raise ValueError(f"heatmap: vmax must be positive: `{vmax}`")
    width, height = grid.right - x, grid.bottom - y
    figure.rect(x, y, width, height, stroke="none")
    _shades(figure, grid, rows, vmax)
    if grid.cell_width >= 16:
        grid.rules(figure)
    figure.rect(x, y, width, height, fill="none", stroke="axis")
    if annotate:
        _numbers(figure, grid, rows, fmt, size)
    for i, name in enumerate(row_labels):
        figure.text(x - 8, grid.center(i, 0)[1], name, size=15, anchor="end")
    rise = _column_labels(figure, grid, column_labels)
    if label:
        figure.text(grid.middle[0], y - 16 - rise, label, anchor="middle", bold=True)
    return grid


def _shades(figure: Figure, grid: Cells, rows: list[list[float]], vmax: float | None) -> None:
    """Fill the cells, all of one shade in one path; many cells get coarser shades."""
    top = vmax or max(abs(value) for row in rows for value in row) or 1.0
    steps = 100 if grid.rows * grid.columns <= 36 else 20
    places: dict[tuple[bool, int], list[Place]] = {}
    for i, row in enumerate(rows):
        for j, value in enumerate(row):
            shade = round(steps * min(1.0, abs(value) / top))
            if shade:
                places.setdefault((value > 0, shade), []).append((i, j))
    for (positive, shade), cells in sorted(places.items()):
        color = "heat" if positive else "heat-neg"
        figure.path(grid.area(cells), fill=color, stroke="none", opacity=shade / steps)


def _column_labels(figure: Figure, grid: Cells, names: Sequence[str]) -> float:
    """Write names above the columns, slanted if one is too wide; give their height."""
    widest = max((text_width(name, 15) for name in names), default=0)
    slanted = widest > grid.cell_width - 2
    for j, name in enumerate(names):
        x = grid.center(0, j)[0]
        if slanted:
            figure.text(x, grid.y - 9, name, size=15, rotate=-45)
        else:
            figure.text(x, grid.y - 14, name, size=15, anchor="middle")
    return (0.71 * widest + 8 if slanted else 22) if names else 0


def _numbers(
    figure: Figure, grid: Cells, rows: list[list[float]], fmt: Format, size: float
) -> None:
    for i, row in enumerate(rows):
        for j, value in enumerate(row):
            text = fmt(value) if callable(fmt) else signed(format(value, fmt))
            if 0.93 * text_width(text, size) > grid.cell_width:
                raise ValueError(f"`{text}` is wider than its cell: raise `cell`")
            figure.text(*grid.center(i, j), text, size=size, anchor="middle")


def picture(
    figure: Figure, rows: Sequence[str], x: float, y: float, side: float, levels: int
) -> Cells:
    """Draw an image given as rows of digits, 0 dark to 9 light, in a square of `side` pixels.

    Its range is stretched to `levels` shades of ink, each of which is one path: few keep the
    file small. Returns the grid, so that places can be marked on it.
    """
    digits = [int(digit) for row in rows for digit in row]
    low, high = min(digits), max(digits)
    grid = Cells(x, y, len(rows), len(rows[0]), side / len(rows[0]), side / len(rows))
    figure.rect(x, y, side, side, fill="paper", stroke="line")
    places: dict[int, list[tuple[int, int]]] = {}
    for i, row in enumerate(rows):
        for j, digit in enumerate(row):
            shade = round((high - int(digit)) / max(high - low, 1) * (levels - 1))
            places.setdefault(shade, []).append((i, j))
    for shade in sorted(places)[1 if 0 in places else 0 :]:
        figure.path(
            grid.area(places[shade]), fill="ink", stroke="none", opacity=shade / (levels - 1)
        )
    return grid
