"""Clip lines to a rectangle in numbers, so that no figure needs a clip path."""

from itertools import pairwise

Point = tuple[float, float]
Box = tuple[float, float, float, float]


def clip_segment(a: Point, b: Point, box: Box) -> tuple[Point, Point] | None:
    """Give the part of a-b within box = (left, top, right, bottom), or None."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    first, last = 0.0, 1.0
    for step, room in (
        (-dx, a[0] - box[0]),
        (dx, box[2] - a[0]),
        (-dy, a[1] - box[1]),
        (dy, box[3] - a[1]),
    ):
        if step == 0:
            if room < 0:
                return None
            continue
        share = room / step
        if step < 0:
            first = max(first, share)
        else:
            last = min(last, share)
        if first > last:
            return None
    return (
        (a[0] + first * dx, a[1] + first * dy),
        (a[0] + last * dx, a[1] + last * dy),
    )


def clip_polyline(path: list[Point], box: Box) -> list[list[Point]]:
    """Give the pieces of a polyline that lie within the box."""
    pieces: list[list[Point]] = []
    for a, b in pairwise(path):
        part = clip_segment(a, b, box)
        if part is None or part[0] == part[1]:
            continue
        if pieces and pieces[-1][-1] == part[0]:
            pieces[-1].append(part[1])
        else:
            pieces.append([*part])
    return pieces


def thin(path: list[Point], tolerance: float = 0.15) -> list[Point]:
    """Drop points that lie on the line of their neighbors (Douglas-Peucker)."""
    keep = {0, len(path) - 1}
    stack = [(0, len(path) - 1)]
    while stack:
        start, end = stack.pop()
        (ax, ay), (bx, by) = path[start], path[end]
        length = ((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5
        worst, where = tolerance, -1
        for i in range(start + 1, end):
            px, py = path[i]
            if length == 0:
                away = ((px - ax) ** 2 + (py - ay) ** 2) ** 0.5
            else:
                away = abs((bx - ax) * (ay - py) - (ax - px) * (by - ay)) / length
            if away > worst:
                worst, where = away, i
        if where >= 0:
            keep.add(where)
            stack += [(start, where), (where, end)]
    return [path[i] for i in sorted(keep)]
