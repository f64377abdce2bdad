"""The grid under matrices and heatmaps: places, and paths over sets of cells."""

from collections.abc import Iterable
from dataclasses import dataclass

from roadmap.figures.canvas import Figure
from roadmap.figures.numbers import num

Place = tuple[int, int]
#: step to the neighbor, start and end corner of the side they share (clockwise)
_SIDES = (
    ((-1, 0), (0, 0), (0, 1)),
    ((0, 1), (0, 1), (1, 1)),
    ((1, 0), (1, 1), (1, 0)),
    ((0, -1), (1, 0), (0, 0)),
)


@dataclass(frozen=True)
class Cells:
    """Where a table stands: its top left corner and its size, in user units."""

    x: float
    y: float
    rows: int
    columns: int
    cell_width: float
    cell_height: float

    def __post_init__(self) -> None:
        if self.cell_width <= 0 or self.cell_height <= 0:
            raise ValueError(f"cell size must be positive: `{self.cell_width}`")

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

    def corner(self, row: int, column: int) -> str:
        """Path coordinates of the top left corner of a cell."""
        x, y = self.x + column * self.cell_width, self.y + row * self.cell_height
        return f"{num(x)} {num(y)}"

    def area(self, places: Iterable[Place]) -> str:
        """Path data that covers cells (row, column); a row's neighbors make a strip."""
        strips: list[tuple[int, int, int]] = []
        for row, column in sorted(places):
            if strips and strips[-1][0] == row and strips[-1][2] == column:
                strips[-1] = (row, strips[-1][1], column + 1)
            else:
                strips.append((row, column, column + 1))
        height = num(self.cell_height)
        widths = [num((end - start) * self.cell_width) for _, start, end in strips]
        return "".join(
            f"M{self.corner(row, start)}h{width}v{height}h-{width}z"
            for (row, start, _), width in zip(strips, widths, strict=True)
        )

    def outline(self, places: Iterable[Place]) -> str:
        """Path data of the border of a set of cells, clockwise around each part."""
        inside = set(places)
        onward: dict[Place, list[Place]] = {}
        for row, column in sorted(inside):
            for (down, right), start, end in _SIDES:
                if (row + down, column + right) not in inside:
                    corner = (row + start[0], column + start[1])
                    onward.setdefault(corner, []).append((row + end[0], column + end[1]))
        loops: list[str] = []
        while onward:
            here = next(iter(onward))
            corners: list[Place] = []
            while onward.get(here):
                corners.append(here)
                here = onward[here].pop(0)
            onward = {corner: ends for corner, ends in onward.items() if ends}
            loops.append("M" + "L".join(self.corner(*c) for c in _turns(corners)) + "z")
        return "".join(loops)

    def rules(self, figure: Figure) -> None:
        """Draw the inner lines."""
        lines = "".join(
            f"M{self.corner(row, 0)}H{num(self.right)}" for row in range(1, self.rows)
        ) + "".join(
            f"M{self.corner(0, column)}V{num(self.bottom)}" for column in range(1, self.columns)
        )
        if lines:
            figure.path(lines, stroke="line", width=1)


def _turns(corners: list[Place]) -> list[Place]:
    """Leave out corners that lie straight between their neighbors."""
    before = corners[-1:] + corners[:-1]
    after = corners[1:] + corners[:1]
    return [
        p
        for a, p, b in zip(before, corners, after, strict=True)
        if not (a[0] == p[0] == b[0] or a[1] == p[1] == b[1])
    ]
