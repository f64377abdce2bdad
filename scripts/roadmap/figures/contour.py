"""Contour lines of a grid of values: marching squares, joined into curves."""

from collections.abc import Sequence

Point = tuple[float, float]

#: per case (bit 1 left top, 2 right top, 4 right bottom, 8 left bottom, where "top"
#: is row i and "bottom" row i + 1): the pairs of cell sides the line connects
_SIDES: dict[int, tuple[str, ...]] = {
    1: ("LT",), 2: ("TR",), 3: ("LR",), 4: ("RB",), 5: ("LT", "RB"), 6: ("TB",),
    7: ("LB",), 8: ("LB",), 9: ("TB",), 10: ("TR", "LB"), 11: ("RB",), 12: ("LR",),
    13: ("TR",), 14: ("LT",),
}  # fmt: skip


def contour_lines(
    xs: Sequence[float],
    ys: Sequence[float],
    zs: Sequence[Sequence[float]],
    level: float,
) -> list[list[Point]]:
    """Give the curves where z = level; `zs[i][j]` is the value at (xs[j], ys[i])."""
    if len(zs) != len(ys) or any(len(row) != len(xs) for row in zs):
        raise ValueError(f"contour: z must have shape ({len(ys)}, {len(xs)})")
    if len(xs) < 2 or len(ys) < 2:
        raise ValueError("contour: a grid of 2 by 2 points is needed")
    segments: list[tuple[Point, Point]] = []
    for i in range(len(ys) - 1):
        for j in range(len(xs) - 1):
            segments += _cell(xs, ys, zs, level, i, j)
    return _join(segments)


def _cell(
    xs: Sequence[float], ys: Sequence[float], zs: Sequence[Sequence[float]],
    level: float, i: int, j: int,
) -> list[tuple[Point, Point]]:  # fmt: skip
    a, b, c, d = zs[i][j], zs[i][j + 1], zs[i + 1][j + 1], zs[i + 1][j]
    case = sum(bit for bit, z in zip((1, 2, 4, 8), (a, b, c, d), strict=True) if z > level)
    left, right, top, bottom = xs[j], xs[j + 1], ys[i], ys[i + 1]

    def cross(side: str) -> Point:
        if side == "T":
            return left + (level - a) / (b - a) * (right - left), top
        if side == "B":
            return left + (level - d) / (c - d) * (right - left), bottom
        if side == "L":
            return left, top + (level - a) / (d - a) * (bottom - top)
        return right, top + (level - b) / (c - b) * (bottom - top)

    return [(cross(pair[0]), cross(pair[1])) for pair in _SIDES.get(case, ())]


def _join(segments: list[tuple[Point, Point]]) -> list[list[Point]]:
    """Chain segments that share an end; the order of the input decides the result."""
    ends: dict[Point, list[int]] = {}
    for index, pair in enumerate(segments):
        for end in pair:
            ends.setdefault(end, []).append(index)
    used: set[int] = set()
    curves: list[list[Point]] = []

    def extend(curve: list[Point]) -> None:
        while True:
            free = [i for i in ends[curve[-1]] if i not in used]
            if not free:
                return
            used.add(free[0])
            one, other = segments[free[0]]
            curve.append(other if one == curve[-1] else one)

    for index, (start, end) in enumerate(segments):
        if index in used or start == end:
            continue
        used.add(index)
        curve = [start, end]
        extend(curve)
        curve.reverse()
        extend(curve)
        curves.append(curve)
    return curves
