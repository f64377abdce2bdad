"""Matrices and heatmaps: tables of cells, with numbers or shades or both."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import SupportsFloat

from roadmap.figures.canvas import Figure
from roadmap.figures.label import text_width
from roadmap.figures.numbers import signed, table
from roadmap.figures.palette import Paint, series_number

Rows = Iterable[Iterable[SupportsFloat]]
Format = str | Callable[[float], str]


@dataclass(frozen=True)
class Cells:
    """Where a table stands: its top left corner and its size, in user units."""

    x: float
    y: float
    rows: int
    columns: int
    cell_width: float
    cell_height: float

    @property
    def right(self) -> float:
        """x of the right edge."""
        return self.x + self.columns * self.cell_width

    @property
    def bottom(self) -> float:
        """y of the lower edge."""
        return self.y + self.rows * self.cell_height

    @property
    def middle(self) -> tuple[float, float]:
        """The center."""
        return (self.x + self.right) / 2, (self.y + self.bottom) / 2

    def center(self, row: int, column: int) -> tuple[float, float]:
        """The center of one cell."""
        return (
            self.x + (column + 0.5) * self.cell_width,
            self.y + (row + 0.5) * self.cell_height,
        )


def matrix(
    figure: Figure, values: Rows, x: float, y: float, *, cell: float = 40,
    cell_height: float | None = None, label: str = "", fmt: Format = "g",
    highlight: Mapping[tuple[int, int], int] | None = None, size: float = 16,
    fill: Paint = "paper", frame: int = 0,
) -> Cells:  # fmt: skip
    """Draw a matrix with its numbers, top left corner at (x, y).

    `highlight` maps (row, column) to a series, whose soft fill and thick outline
    the cell gets. `frame` draws an outline of that series around the whole.
    `label` stands centered above. `fmt` is a format such as `".2f"`, or a function.
    """
    rows = table(values, "matrix")
    grid = _grid(x, y, rows, cell, cell_height)
    marked = dict(highlight or {})
    for row, column in marked:
        if not (0 <= row < grid.rows and 0 <= column < grid.columns):
            raise ValueError(f"highlight outside of the matrix: `{row}, {column}`")
    w, h = grid.cell_width, grid.cell_height
    figure.rect(x, y, grid.right - x, grid.bottom - y, fill=fill, stroke="axis")
    _rules(figure, grid)
    for (row, column), series in marked.items():
        left, top = x + column * w, y + row * h
        figure.rect(
            left, top, w, h, fill=f"{series_number(series)}-soft", stroke=series,
            stroke_width=2,
        )  # fmt: skip
    _numbers(figure, grid, rows, fmt, size)
    if frame:
        figure.rect(
            x, y, grid.right - x, grid.bottom - y, fill="none",
            stroke=series_number(frame), stroke_width=2.5,
        )  # fmt: skip
    if label:
        figure.text((x + grid.right) / 2, y - 14, label, anchor="middle")
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
    grid = _grid(x, y, rows, cell, cell_height)
    for names, count, what in (
        (row_labels, grid.rows, "row"),
        (column_labels, grid.columns, "column"),
    ):
        if names and len(names) != count:
            raise ValueError(f"heatmap: {count} {what}s, {len(names)} {what} labels")
    largest = max(abs(value) for row in rows for value in row)
    top = largest if vmax is None else vmax
    if top < 0 or (vmax is not None and top == 0):
        raise ValueError(f"heatmap: vmax must be positive: `{vmax}`")
    figure.rect(x, y, grid.right - x, grid.bottom - y, stroke="none")
    for i, row in enumerate(rows):
        for j, value in enumerate(row):
            shade = round(min(1.0, abs(value) / top), 2) if top else 0.0
            if shade:
                figure.rect(
                    x + j * grid.cell_width, y + i * grid.cell_height,
                    grid.cell_width, grid.cell_height, stroke="none", opacity=shade,
                    fill="heat" if value > 0 else "heat-neg",
                )  # fmt: skip
    figure.rect(x, y, grid.right - x, grid.bottom - y, fill="none", stroke="axis")
    if grid.cell_width >= 16:
        _rules(figure, grid)
    if annotate:
        _numbers(figure, grid, rows, fmt, size)
    for i, name in enumerate(row_labels):
        figure.text(x - 8, grid.center(i, 0)[1], name, size=15, anchor="end")
    rise = _column_labels(figure, grid, column_labels)
    if label:
        above = y - 16 - rise
        figure.text((x + grid.right) / 2, above, label, anchor="middle", bold=True)
    return grid


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


def _grid(x: float, y: float, rows: list[list[float]], cell: float, height: float | None) -> Cells:
    if cell <= 0 or (height is not None and height <= 0):
        raise ValueError("cell size must be positive")
    return Cells(x, y, len(rows), len(rows[0]), cell, cell if height is None else height)


def _rules(figure: Figure, grid: Cells) -> None:
    for row in range(1, grid.rows):
        y = grid.y + row * grid.cell_height
        figure.line(grid.x, y, grid.right, y, stroke="line", width=1)
    for column in range(1, grid.columns):
        x = grid.x + column * grid.cell_width
        figure.line(x, grid.y, x, grid.bottom, stroke="line", width=1)


def _numbers(
    figure: Figure, grid: Cells, rows: list[list[float]], fmt: Format, size: float
) -> None:
    for i, row in enumerate(rows):
        for j, value in enumerate(row):
            text = fmt(value) if callable(fmt) else signed(format(value, fmt))
            if text_width(text, size) > grid.cell_width:
                raise ValueError(f"`{text}` is wider than its cell: raise `cell`")
            figure.text(*grid.center(i, j), text, size=size, anchor="middle")
