"""Numbers in a figure: how they are checked, rounded and written."""

import math
from collections.abc import Iterable
from typing import SupportsFloat


def num(value: SupportsFloat, decimals: int = 2) -> str:
    """Write a coordinate with so many decimals at most, no trailing zeros, no `-0`."""
    number = float(value)
    if not math.isfinite(number):
        raise ValueError(f"coordinate is not finite: `{number}`")
    text = f"{number:.{decimals}f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def points(pairs: Iterable[tuple[float, float]]) -> str:
    """Write points as SVG wants them, `x,y x,y`, to a tenth of a unit: curves have many."""
    return " ".join(f"{num(x, 1)},{num(y, 1)}" for x, y in pairs)


def signed(text: str) -> str:
    """Use the minus sign of typography in a number that is shown."""
    return text.replace("-", "\N{MINUS SIGN}")


def floats(values: Iterable[SupportsFloat], what: str) -> list[float]:
    """Read numbers (a list, a tuple, a NumPy vector) and check that all are finite."""
    result = [float(value) for value in values]
    if not result:
        raise ValueError(f"{what}: no values")
    if not all(math.isfinite(value) for value in result):
        raise ValueError(f"{what}: every value must be finite")
    return result


def table(rows: Iterable[Iterable[SupportsFloat]], what: str) -> list[list[float]]:
    """Read a matrix (nested lists or a NumPy array) and check that it is one."""
    result = [floats(row, what) for row in rows]
    if not result:
        raise ValueError(f"{what}: no rows")
    if len({len(row) for row in result}) != 1:
        raise ValueError(f"{what}: rows differ in length")
    return result


def pairs(
    x: Iterable[SupportsFloat], y: Iterable[SupportsFloat], what: str
) -> list[tuple[float, float]]:
    """Read two vectors of one length as points."""
    xs, ys = floats(x, f"{what} x"), floats(y, f"{what} y")
    if len(xs) != len(ys):
        raise ValueError(f"{what}: {len(xs)} x values, {len(ys)} y values")
    return list(zip(xs, ys, strict=True))
