"""The frame of a plot: margins, grid, ticks and axis labels."""

from collections.abc import Sequence
from itertools import pairwise

from roadmap.figures.canvas import Figure
from roadmap.figures.clip import Box, Point, clip_segment
from roadmap.figures.label import text_width
from roadmap.figures.legend import Entry
from roadmap.figures.scale import Kind, Scale, Tick, check_limits, tick_labels, ticks

TEXT = 15.0


class Axes:
    """A frame within `box` = (x, y, width, height), the outer size in user units.

    Margins for ticks and labels are taken from the box; `right` and `top` add
    room there (for direct labels, for a legend above). `xticks` and `yticks` are
    values, or (value, label) pairs; None chooses them, `()` leaves them out.
    """

    def __init__(
        self, figure: Figure, xlim: tuple[float, float], ylim: tuple[float, float], *,
        box: tuple[float, float, float, float] | None = None, xlabel: str = "",
        ylabel: str = "", title: str = "", xticks: Sequence[Tick] | None = None,
        yticks: Sequence[Tick] | None = None, xscale: Kind = "linear",
        yscale: Kind = "linear", grid: bool = True, right: float = 0, top: float = 0,
        frame: bool = True,
    ) -> None:  # fmt: skip
        self.figure = figure
        check_limits(*xlim, xscale)
        check_limits(*ylim, yscale)
        x, y, width, height = box or (8, 8, figure.width - 16, figure.height - 16)
        columns = _ticks(xticks, *xlim, 5 if width > 260 else 4, xscale)
        rows = _ticks(yticks, *ylim, 5 if height > 200 else 4, yscale)
        widest = max((text_width(label, TEXT) for _, label in rows), default=0)
        last = columns[-1][1] if columns else ""
        margin_left = widest + 10 if rows else 6
        margin_right = max(right, text_width(last, TEXT) / 2, 4)
        margin_top = top + (26 if title else 0) + (26 if ylabel else 8)
        margin_bottom = (24 if columns else 4) + (24 if xlabel else 0)
        #: the plotting area: left, top, right, bottom
        self.box = (
            x + margin_left,
            y + margin_top,
            x + width - margin_right,
            y + height - margin_bottom,
        )
        left, upper, right_end, bottom = self.box
        if right_end - left < 40 or bottom - upper < 40:
            raise ValueError(f"plot box is too small: `{width:g} x {height:g}`")
        self.x = Scale(*xlim, left, right_end, xscale)
        self.y = Scale(*ylim, bottom, upper, yscale)
        #: where a legend above the plot ends
        self.above = upper - (30 if ylabel else 4)
        self._entries: list[Entry] = []
        self._drawn: list[tuple[Point, Point]] = []
        figure.check_at_end(self._check_labels)
        self._draw(columns, rows, grid, frame)
        if title:
            figure.text(left, y + 12, title, size=16, bold=True)
        if ylabel:
            figure.text(x, upper - 18, ylabel, size=TEXT, color="muted")
        if xlabel:
            figure.text(
                (left + right_end) / 2, y + height - 10, xlabel, size=TEXT,
                anchor="middle", color="muted",
            )  # fmt: skip

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Give the position of a point of the data, in user units."""
        return self.x(x), self.y(y)

    def _draw(
        self,
        columns: list[tuple[float, str]],
        rows: list[tuple[float, str]],
        grid: bool,
        frame: bool,
    ) -> None:
        left, upper, right, bottom = self.box
        figure = self.figure
        for value, label in rows:
            position = self.y(value)
            if grid:
                figure.line(left, position, right, position, stroke="line", width=1)
            figure.text(left - 8, position, label, size=TEXT, anchor="end", color="muted")
        for value, label in columns:
            position = self.x(value)
            if frame:
                figure.line(position, bottom, position, bottom + 5, stroke="axis")
            figure.text(position, bottom + 16, label, size=TEXT, anchor="middle", color="muted")
        if frame and not grid:
            figure.line(left, upper, left, bottom, stroke="axis")
        if frame:
            figure.line(left, bottom, right, bottom, stroke="axis")

    def mark_line(self, path: list[Point]) -> None:
        """Remember where data are drawn, for `taken`."""
        self._drawn += pairwise(path)

    def taken(self, box: Box) -> bool:
        """Say whether data are drawn in a box (left, top, right, bottom)."""
        return any(clip_segment(a, b, box) for a, b in self._drawn)

    def _note(self, entry: Entry) -> None:
        if entry.label:
            self._entries.append(entry)

    def _take(self) -> list[Entry]:
        entries, self._entries = self._entries, []
        if not entries:
            raise ValueError("no labels to show: give `label=` to the series first")
        return entries

    def _check_labels(self) -> None:
        if self._entries:
            names = ", ".join(f"`{entry.label}`" for entry in self._entries)
            raise ValueError(f"labels are not shown: {names} (call legend() or direct_labels())")


def _ticks(
    wanted: Sequence[Tick] | None, low: float, high: float, count: int, kind: Kind
) -> list[tuple[float, str]]:
    if wanted is None:
        values = ticks(low, high, count, kind)
        return list(zip(values, tick_labels(values, kind), strict=True))
    plain = [tick for tick in wanted if not isinstance(tick, tuple)]
    labels = iter(tick_labels(plain, kind))
    result = [t if isinstance(t, tuple) else (float(t), next(labels)) for t in wanted]
    for value, _ in result:
        if not low <= value <= high:
            raise ValueError(f"tick outside of the limits: `{value:g}`")
    return result
