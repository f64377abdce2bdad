"""Figures as aligned plain text, printed row by row while they are measured."""

import statistics
from collections.abc import Iterable, Sequence


def median(values: Iterable[float | None]) -> float | None:
    """The median of the values that there are; None without any."""
    found = [value for value in values if value is not None]
    return statistics.median(found) if found else None


def kilobytes(size: float | None) -> str:
    """Bytes in KB (1,000 bytes), with one decimal below 10."""
    return number(None if size is None else size / 1000, 1 if (size or 0) < 10_000 else 0)


def number(value: float | None, decimals: int = 0) -> str:
    """A figure with its thousands apart; a dash when there is none."""
    return "-" if value is None else f"{value:,.{decimals}f}"


def line(cells: Sequence[str], widths: Sequence[int]) -> str:
    """One row: the first columns, of negative width, to the left, figures to the right."""
    both = zip(cells, widths, strict=True)
    parts = (cell.ljust(-width) if width < 0 else cell.rjust(width) for cell, width in both)
    return "  ".join(parts).rstrip()


class Table:
    """Prints its head at once and then each row; `columns` are names with widths."""

    def __init__(self, columns: dict[str, int]) -> None:
        self.widths = [
            (1 if width > 0 else -1) * max(abs(width), len(name)) for name, width in columns.items()
        ]
        self.row(*columns)

    def row(self, *cells: str) -> None:
        """Print a row; the number of cells is that of the columns."""
        print(line(cells, self.widths), flush=True)


def title(text: str, *notes: str) -> None:
    """Print the title of a part and what must be known to read it."""
    print(f"\n{text}\n{'=' * len(text)}", *notes, sep="\n", flush=True)
