"""Plots: axes with round ticks, and curves, points, bars and bands in them."""

from collections.abc import Iterable, Sequence
from typing import SupportsFloat

from roadmap.figures.axes import Axes
from roadmap.figures.canvas import Anchor
from roadmap.figures.clip import clip_polyline, thin
from roadmap.figures.contour import contour_lines
from roadmap.figures.legend import Entry, draw_direct, draw_legend
from roadmap.figures.marks import DASHES, draw_marker
from roadmap.figures.numbers import floats, pairs, table
from roadmap.figures.palette import Paint, series_number

Vector = Iterable[SupportsFloat]


class Plot(Axes):
    """Axes that take data; lengths named `width` and `size` are user units.

    Series 1 to 6 differ by color and also by dash pattern (lines, outlines of
    bars) or by marker (points).
    """

    def line(
        self, x: Vector, y: Vector, series: int = 1, *, label: str = "",
        width: float = 2.5, dash: str | None = None, markers: bool = False,
        opacity: float = 1,
    ) -> None:  # fmt: skip
        """Draw a curve; parts outside of the limits are cut off."""
        data = pairs(x, y, "line")
        if len(data) < 2:
            raise ValueError("line: two points are needed")
        pattern = DASHES[series_number(series)] if dash is None else dash
        path = [self.at(*point) for point in data]
        pieces = clip_polyline(path, self.box)
        for piece in pieces:
            self.mark_line(piece)
            self.figure.polyline(
                thin(piece), stroke=series, width=width, dash=pattern, opacity=opacity
            )
        if markers:
            self._markers(data, series, 4.5)
        end = pieces[-1][-1] if pieces else path[-1]
        kind = "line+marker" if markers else "line"
        self._note(Entry(label, series, kind, pattern, end))

    def scatter(
        self, x: Vector, y: Vector, series: int = 1, *, label: str = "",
        size: float = 5, opacity: float = 1,
    ) -> None:  # fmt: skip
        """Draw points with the marker of the series; those outside are left out."""
        data = pairs(x, y, "scatter")
        self._markers(data, series_number(series), size, opacity)
        self._note(Entry(label, series, "marker", "", self.at(*data[-1])))

    def _markers(
        self, data: list[tuple[float, float]], series: int, size: float,
        opacity: float = 1,
    ) -> None:  # fmt: skip
        for x, y in data:
            if self.x.holds(x) and self.y.holds(y):
                position = self.at(x, y)
                draw_marker(self.figure, *position, series, size, opacity)
                self.mark_line([position, position])

    def bars(
        self, x: Vector, heights: Vector, series: int = 1, *, label: str = "",
        width: float = 0.8, base: float = 0, values: Sequence[str] = (),
    ) -> None:  # fmt: skip
        """Draw bars from `base`; `width` is in data units; `values` stand on top."""
        data = pairs(x, heights, "bars")
        series_number(series)
        if width <= 0:
            raise ValueError(f"bars: width must be positive: `{width}`")
        if values and len(values) != len(data):
            raise ValueError(f"bars: {len(data)} bars, {len(values)} values")
        for index, (center, height) in enumerate(data):
            left, right = self.x(center - width / 2), self.x(center + width / 2)
            low, high = sorted(self.y(self.y.clamp(value)) for value in (base, height))
            self.mark_line([(left, low), (right, low), (right, high), (left, high)])
            self.figure.rect(
                left, low, right - left, high - low, fill=f"{series}-soft",
                stroke=series, stroke_width=1.75, dash=DASHES[series],
            )  # fmt: skip
            if values:
                top = low - 10 if height >= base else high + 11
                self.figure.text((left + right) / 2, top, values[index], size=15, anchor="middle")
        self._note(Entry(label, series, "bar", DASHES[series], (0, 0)))

    def errorband(
        self, x: Vector, low: Vector, high: Vector, series: int = 1, *,
        opacity: float = 0.18,
    ) -> None:  # fmt: skip
        """Fill between two curves (clamped to the limits)."""
        xs = floats(x, "errorband x")
        lower = pairs(xs, low, "errorband low")
        upper = pairs(xs, high, "errorband high")
        series_number(series)
        edge = [
            self.at(self.x.clamp(px), self.y.clamp(py)) for px, py in [*lower, *reversed(upper)]
        ]
        self.figure.polygon(edge, fill=series, opacity=opacity)

    def hline(
        self, y: float, label: str = "", *, color: Paint = "muted", dash: str = "5 4",
        side: str = "right",
    ) -> None:  # fmt: skip
        """Draw a level across the plot; its label stands above, at that `side`."""
        at_left = _is_left(side)
        position = self.y(y)
        left, _, right, _ = self.box
        self.figure.line(left, position, right, position, stroke=color, dash=dash)
        if label:
            self.figure.text(
                left + 4 if at_left else right - 4, position - 11, label, size=15,
                anchor="start" if at_left else "end", color=color, halo="ground",
            )  # fmt: skip

    def vline(
        self, x: float, label: str = "", *, color: Paint = "muted", dash: str = "5 4",
        side: str = "right",
    ) -> None:  # fmt: skip
        """Draw a vertical line; its label stands at that `side` of the upper end."""
        at_left = _is_left(side)
        position = self.x(x)
        _, top, _, bottom = self.box
        self.figure.line(position, top, position, bottom, stroke=color, dash=dash)
        if label:
            self.figure.text(
                position - 6 if at_left else position + 6, top + 10, label, size=15,
                anchor="end" if at_left else "start", color=color, halo="ground",
            )  # fmt: skip

    def vspan(self, x1: float, x2: float, series: int = 1) -> None:
        """Shade the full height between two x values; draw it before the data."""
        left, right = self.x(self.x.clamp(x1)), self.x(self.x.clamp(x2))
        if left >= right:
            raise ValueError(f"vspan: nothing between `{x1}` and `{x2}`")
        fill = f"{series_number(series)}-soft"
        top, bottom = self.box[1], self.box[3]
        self.figure.rect(left, top, right - left, bottom - top, fill=fill, stroke="none")

    def contour(
        self, x: Vector, y: Vector, z: Iterable[Vector], levels: Sequence[float], *,
        series: int = 1, width: float = 1.5, fade: bool = True, dash: str = "",
    ) -> None:  # fmt: skip
        """Draw lines of equal `z[i][j]`, the value at (x[j], y[i]).

        With `fade` the lines get fainter from the first level to the last.
        """
        xs, ys, zs = floats(x, "contour x"), floats(y, "contour y"), table(z, "contour")
        for index, level in enumerate(levels):
            share = index / max(1, len(levels) - 1)
            opacity = round(1 - 0.65 * share, 2) if fade else 1
            for curve in contour_lines(xs, ys, zs, level):
                path = [self.at(*point) for point in curve]
                for piece in clip_polyline(path, self.box):
                    self.figure.polyline(
                        thin(piece, 0.3), stroke=series_number(series), width=width,
                        opacity=opacity, dash=dash,
                    )  # fmt: skip

    def arrow(
        self, x1: float, y1: float, x2: float, y2: float, *, color: Paint = "ink",
        width: float = 1.75, dash: str = "",
    ) -> None:  # fmt: skip
        """Draw an arrow between two points of the data."""
        start, end = self.at(x1, y1), self.at(x2, y2)
        self.figure.arrow(*start, *end, stroke=color, width=width, dash=dash)

    def text(
        self, x: float, y: float, text: str, *, dx: float = 0, dy: float = 0,
        color: Paint = "ink", anchor: Anchor = "start", size: float = 15,
        bold: bool = False,
    ) -> None:  # fmt: skip
        """Write at a point of the data, moved by (dx, dy) user units."""
        px, py = self.at(x, y)
        self.figure.text(
            px + dx, py + dy, text, size=size, anchor=anchor, color=color, bold=bold,
            halo="ground",
        )  # fmt: skip

    def legend(self, corner: str = "auto", columns: int = 1) -> None:
        """Show every label given so far, in a corner of the plot or `above` it.

        `auto` takes the first corner without data; `above` needs `top` of the plot.
        """
        draw_legend(self.figure, self.box, self.above, self._take(), corner, columns, self.taken)

    def direct_labels(self) -> None:
        """Write the label of each line at its right end (set `right` of the plot)."""
        draw_direct(self.figure, self.box, self._take())


def _is_left(side: str) -> bool:
    if side not in ("left", "right"):
        raise ValueError(f"side must be left or right: `{side}`")
    return side == "left"
