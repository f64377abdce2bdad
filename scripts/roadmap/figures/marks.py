"""How series are told apart without color: dash patterns and markers."""

from roadmap.figures.canvas import Figure

DASHES = {1: "", 2: "9 5", 3: "2 5", 4: "12 5 2 5", 5: "16 6", 6: "5 4"}


def draw_marker(
    figure: Figure, x: float, y: float, series: int, size: float, opacity: float = 1
) -> None:
    """Draw the marker of a series, centered; `size` is its radius in user units."""
    fill = series
    if series == 1:
        figure.circle(x, y, size, fill=fill, stroke="none", opacity=opacity)
    elif series == 2:
        side = size * 0.9
        figure.rect(
            x - side, y - side, 2 * side, 2 * side, fill=fill, stroke="none",
            opacity=opacity,
        )  # fmt: skip
    elif series == 3:
        corners = [(x, y - 1.2 * size), (x + 1.1 * size, y + 0.8 * size)]
        corners.append((x - 1.1 * size, y + 0.8 * size))
        figure.polygon(corners, fill=fill, opacity=opacity)
    elif series == 4:
        reach = 1.25 * size
        corners = [(x, y - reach), (x + reach, y), (x, y + reach), (x - reach, y)]
        figure.polygon(corners, fill=fill, opacity=opacity)
    elif series == 5:
        figure.circle(x, y, size * 0.85, fill="ground", stroke=fill, stroke_width=2)
    else:
        for sign in (1, -1):
            figure.line(
                x - size, y - sign * size, x + size, y + sign * size, stroke=fill,
                width=2.25, opacity=opacity,
            )  # fmt: skip
