"""Nodes of a flow, and the way of a line from one to another."""

import math
from dataclasses import dataclass
from typing import Literal

Side = Literal["left", "right", "top", "bottom"]
Point = tuple[float, float]


@dataclass(frozen=True)
class Node:
    """A box or a circle in a flow: its center and its size, in user units."""

    x: float
    y: float
    width: float
    height: float
    round: bool = False

    def toward(self, x: float, y: float) -> Point:
        """Where the straight line to (x, y) leaves the node."""
        dx, dy = x - self.x, y - self.y
        if dx == dy == 0:
            raise ValueError("two nodes at one place")
        if self.round:
            scale = self.width / 2 / math.hypot(dx, dy)
        else:
            ratios = [self.width / 2 / abs(dx)] if dx else []
            ratios += [self.height / 2 / abs(dy)] if dy else []
            scale = min(ratios)
        return self.x + dx * scale, self.y + dy * scale

    @property
    def left(self) -> Point:
        """Middle of the left side."""
        return self.x - self.width / 2, self.y

    @property
    def right(self) -> Point:
        """Middle of the right side."""
        return self.x + self.width / 2, self.y

    @property
    def top(self) -> Point:
        """Middle of the upper side."""
        return self.x, self.y - self.height / 2

    @property
    def bottom(self) -> Point:
        """Middle of the lower side."""
        return self.x, self.y + self.height / 2

    def side(self, name: Side) -> Point:
        """Middle of the named side."""
        sides = {
            "left": self.left,
            "right": self.right,
            "top": self.top,
            "bottom": self.bottom,
        }
        if name not in sides:
            raise ValueError(f"unknown side: `{name}`")
        return sides[name]


def facing(node: Node, other: Node) -> Side:
    """Choose the side of a node that looks at the other one."""
    dx, dy = other.x - node.x, other.y - node.y
    reach_x = abs(dx) - (node.width + other.width) / 2
    reach_y = abs(dy) - (node.height + other.height) / 2
    if reach_x >= reach_y:
        return "right" if dx > 0 else "left"
    return "bottom" if dy > 0 else "top"


def route(a: Point, b: Point, out: Side, into: Side) -> list[Point]:
    """Give the corners of a line from a to b that leaves and enters level or upright."""
    level_out, level_in = out in ("left", "right"), into in ("left", "right")
    if abs(a[0] - b[0]) < 0.5 or abs(a[1] - b[1]) < 0.5:
        return [a, b]
    if level_out and level_in:
        middle = _bend(a[0], b[0])
        return [a, (middle, a[1]), (middle, b[1]), b]
    if not level_out and not level_in:
        middle = _bend(a[1], b[1])
        return [a, (a[0], middle), (b[0], middle), b]
    return [a, (b[0], a[1]) if level_out else (a[0], b[1]), b]


def _bend(start: float, end: float) -> float:
    """Bend halfway, but at most 26 units before the end: arrows meet in one line."""
    reach = min(abs(end - start) / 2, 26)
    return end - math.copysign(reach, end - start)
