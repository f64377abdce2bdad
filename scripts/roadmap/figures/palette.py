"""The colors of the figures: one table, for light and for dark pages.

A figure names its colors through CSS variables with the light value as
fallback (`var(--fig-ink, #1f2933)`), so it follows the page's palette where
it is inlined and still looks right as an image file. The values themselves
stand in `PALETTE`; `palette_css()` prints them for the site's style sheet.

    variable        used for
    --fig-ground    behind the whole figure (the page itself)
    --fig-paper     inside of boxes, nodes and cells
    --fig-ink       text and main strokes
    --fig-muted     secondary text
    --fig-axis      axis lines, outlines of cells
    --fig-line      grid lines
    --fig-heat      cells: positive values, by opacity; ink stays readable on it
    --fig-heat-neg  cells: negative values, by opacity
    --fig-1..6      series: contrast at least 4.5:1, apart for color-blind readers
    --fig-1-soft..  light fill that belongs to a series
"""

from collections.abc import Sequence

LIGHT_PAGE = "#fbfaf6"
DARK_PAGE = "#14181f"

#: name of the color: (hex value on light pages, hex value on dark pages)
PALETTE: dict[str, tuple[str, str]] = {
    "ground": (LIGHT_PAGE, DARK_PAGE),
    "paper": ("#ffffff", "#1d232d"),
    "ink": ("#1f2933", "#e6ebf0"),
    "muted": ("#55606b", "#a3aeb9"),
    "axis": ("#868b90", "#6d7884"),
    "line": ("#dedbd0", "#303845"),
    "heat": ("#45b0a3", "#116e64"),
    "heat-neg": ("#e59a4f", "#925010"),
    "1": ("#0b6b63", "#5fd0c0"),
    "2": ("#a1520b", "#f2b25c"),
    "3": ("#2a5bd7", "#5b9bf5"),
    "4": ("#c4188c", "#d9709f"),
    "5": ("#5c4d00", "#f5e663"),
    "6": ("#272e37", "#d5dbe2"),
    "1-soft": ("#d5ebe8", "#173b3a"),
    "2-soft": ("#f8e3cb", "#45321a"),
    "3-soft": ("#dbe5fb", "#1d3252"),
    "4-soft": ("#f9dcee", "#44263a"),
    "5-soft": ("#f0ebc4", "#3d3a1c"),
    "6-soft": ("#dfe2e6", "#363e49"),
}

#: number of series that stay apart
SERIES = 6

Paint = str | int


def paint(color: Paint) -> str:
    """Give the CSS value of a palette color: `"ink"`, `"2-soft"`, 1..6, `"none"`."""
    name = str(color)
    if name == "none":
        return name
    if name not in PALETTE:
        known = ", ".join(PALETTE)
        raise ValueError(f"unknown color: `{name}` (known: none, {known})")
    return f"var(--fig-{name}, {PALETTE[name][0]})"


def series_number(series: int) -> int:
    """Check a series number, 1..6."""
    if isinstance(series, bool) or series not in range(1, SERIES + 1):
        raise ValueError(f"series must be 1 to {SERIES}: `{series}`")
    return int(series)


def palette_css() -> str:
    """Give the rule that sets every variable, as the site's figures.css has it."""
    rows = (
        f"  --fig-{name}: light-dark({light}, {dark});" for name, (light, dark) in PALETTE.items()
    )
    return "\n".join([":root {", *rows, "}"]) + "\n"


def rgb(color: str) -> tuple[float, float, float]:
    """Read `#rrggbb` into red, green and blue, each 0..1."""
    red, green, blue = (int(color[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return red, green, blue


def luminance(color: str) -> float:
    """Relative luminance of `#rrggbb`, 0..1, as WCAG 2 defines it."""
    linear: Sequence[float] = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in rgb(color)
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two hex colors, 1..21, as WCAG 2 defines it."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)
