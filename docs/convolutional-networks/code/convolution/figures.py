"""Figures of the convolution page; the numbers come from scratch.py and edges.py."""

import numpy as np
from edges import detect_edges, digit
from scratch import BIAS, K, X, conv_one, output_size

from roadmap.figures import Figure, heatmap


def _cells(
    fig: Figure, x: float, y: float, values: np.ndarray, cell: float, size: float = 16
) -> None:
    """Write a matrix as a grid of numbered cells."""
    for (i, j), value in np.ndenumerate(values):
        fig.rect(x + j * cell, y + i * cell, cell, cell)
        text = f"{value:.0f}".replace("-", "\N{MINUS SIGN}")
        fig.text(
            x + (j + 0.5) * cell, y + (i + 0.5) * cell, text, size=size, anchor="middle"
        )


def _tint(
    fig: Figure, x: float, y: float, side: float, color: str, height: float = 0
) -> None:
    """Fill an area lightly."""
    fig.rect(x, y, side, height or side, fill=color, stroke="none", opacity=0.55)


def figure_sliding_window() -> Figure:
    """Two positions of the window of the worked example."""
    cell, out = 34, conv_one(X, K, BIAS)
    fig = Figure(480, 432, "A 3 by 3 kernel at two places of a 4 by 4 input")
    for step, (y, color) in enumerate(((36, "1"), (252, "2"))):
        i, j = 0, step
        x_kernel, x_out = 188, 384
        fig.text(12 + 2 * cell, y - 16, "input, 4 × 4", anchor="middle")
        fig.text(x_kernel + 1.5 * cell, y - 16, "kernel, 3 × 3", anchor="middle")
        fig.text(x_out + cell, y - 16, "output, 2 × 2", anchor="middle")
        _cells(fig, 12, y, X, cell)
        left, top = 12 + j * cell, y + i * cell
        _tint(fig, left, top, 3 * cell, f"{color}-soft")
        fig.rect(
            left, top, 3 * cell, 3 * cell, fill="none", stroke=color, stroke_width=3.5
        )
        for (u, v), value in np.ndenumerate(X[i : i + 3, j : j + 3]):
            fig.text(
                left + (v + 0.5) * cell,
                top + (u + 0.5) * cell,
                str(value),
                anchor="middle",
            )
        fig.text(168, y + 1.5 * cell, "⊙", size=22, anchor="middle")
        _cells(fig, x_kernel, y, K, cell)
        fig.rect(
            x_kernel, y, 3 * cell, 3 * cell, fill="none", stroke=color, stroke_width=3.5
        )
        fig.arrow(x_kernel + 3 * cell + 10, y + 1.5 * cell, x_out - 12, y + 1.5 * cell)
        fig.text(
            (x_kernel + 3 * cell + x_out) / 2,
            y + 1.5 * cell - 16,
            "sum + 1",
            anchor="middle",
            size=15,
        )
        y_out = y + 0.5 * cell
        for (a, b), value in np.ndenumerate(out):
            done = a * 2 + b <= step
            here = (a, b) == (i, j)
            fig.rect(x_out + b * cell, y_out + a * cell, cell, cell)
            if here:
                _tint(fig, x_out + b * cell, y_out + a * cell, cell, f"{color}-soft")
            fig.text(
                x_out + (b + 0.5) * cell,
                y_out + (a + 0.5) * cell,
                f"{value:.0f}" if done else "?",
                anchor="middle",
                bold=here,
                color="ink" if done else "muted",
            )
        fig.rect(
            x_out + j * cell,
            y_out + i * cell,
            cell,
            cell,
            fill="none",
            stroke=color,
            stroke_width=3.5,
        )
        products = (X[i : i + 3, j : j + 3] * K).ravel()
        terms = " + ".join(f"({p})" if p < 0 else str(p) for p in products)
        sums = f"{terms} = {products.sum()},  {products.sum()} + {BIAS} = "
        fig.text(
            12,
            y + 4 * cell + 24,
            (sums + f"{out[i, j]:.0f}").replace("-", "\N{MINUS SIGN}"),
            size=15,
            color="muted",
        )
    return fig


def _heat(fig: Figure, x: float, y: float, values: np.ndarray, title: str) -> None:
    """Draw one 8 by 8 panel of numbers."""
    heatmap(fig, values, x, y, cell=33, label=title, fmt=".0f", size=14)


def figure_edge_detection() -> Figure:
    """A handwritten zero, its two Sobel responses and the edge strength."""
    image = digit()
    G_x, G_y, strength = detect_edges(image)
    fig = Figure(560, 620, "Sobel edge detection on a handwritten zero")
    _heat(fig, 8, 36, image, "digit (ink 0 to 16)")
    _heat(fig, 288, 36, G_x, "vertical edges")
    _heat(fig, 8, 346, G_y, "horizontal edges")
    _heat(fig, 288, 346, strength, "edge strength")
    return fig


def _rules(fig: Figure, x: float, y: float, count: int, cell: float) -> None:
    """Draw the inner lines of a square grid as one path."""
    side = count * cell
    places = range(1, count)
    down = "".join(f"M{x + i * cell:g} {y:g}v{side:g}" for i in places)
    across = "".join(f"M{x:g} {y + i * cell:g}h{side:g}" for i in places)
    fig.path(down + across, stroke="axis", width=1)


def _panel(
    fig: Figure, x: float, y: float, title: str, stride: int, padding: int,
    dilation: int,
) -> None:  # fmt: skip
    n, k, cell = 7, 3, 12
    full, m = n + 2 * padding, output_size(n, k, stride, padding, dilation)
    off = (9 - full) * cell / 2  # inputs of all panels share one center
    fig.text(x, y - 20, title, size=15, bold=True)
    x0, y0 = x + off, y + off
    fig.rect(x0, y0, full * cell, full * cell, fill="line")
    pixels = x0 + padding * cell, y0 + padding * cell
    fig.rect(*pixels, n * cell, n * cell)
    _rules(fig, x0, y0, full, cell)
    for u, v in np.ndindex(k, k):
        fig.rect(
            x0 + v * dilation * cell,
            y0 + u * dilation * cell,
            cell,
            cell,
            fill="1-soft",
            stroke="1",
            stroke_width=1.5,
        )
    span = dilation * (k - 1) + 1
    fig.rect(x0, y0, span * cell, span * cell, fill="none", stroke="1", stroke_width=3)
    fig.rect(
        x0 + stride * cell,
        y0,
        span * cell,
        span * cell,
        fill="none",
        stroke="2",
        stroke_width=2.5,
        dash="5 4",
    )
    fig.arrow(x + 9 * cell + 5, y + 4.5 * cell, x + 9 * cell + 27, y + 4.5 * cell)
    x1, y1 = x + 9 * cell + 33, y + (9 - m) * cell / 2
    fig.rect(x1, y1, m * cell, m * cell)
    _rules(fig, x1, y1, m, cell)
    for j, color in enumerate("12"):
        left = x1 + j * cell
        fig.rect(left, y1, cell, cell, fill=f"{color}-soft", stroke=color)
    fig.text(
        x1 + m * cell / 2, y1 + m * cell + 16, f"{m} × {m}", size=15, anchor="middle"
    )


def figure_output_grid() -> Figure:
    """What padding, stride and dilation do to a 7 by 7 input and a 3 by 3 kernel."""
    fig = Figure(488, 356, "Output sizes for padding, stride and dilation")
    panels = [
        ("valid: no padding", 1, 0, 1),
        ("same: padding 1", 1, 1, 1),
        ("stride 2, padding 1", 2, 1, 1),
        ("dilation 2, no padding", 1, 0, 2),
    ]
    for number, (title, *settings) in enumerate(panels):
        x, y = 10 + 246 * (number % 2), 46 + 180 * (number // 2)
        _panel(fig, x, y, title, *settings)
    return fig


def _slices(
    fig: Figure,
    x: float,
    y: float,
    count: int,
    side: float,
    step: float,
    window: tuple[int, float],
) -> None:
    """Draw a stack of square slices; `window` spans its first slices, so wide."""
    for index in reversed(range(count)):
        fig.rect(x + index * step, y - index * step, side, side, radius=2)
    spans, width = window
    low = y + side - width - 10
    places = [(x + 10 + i * step, low - i * step) for i in range(spans)]
    for left, top in reversed(places):
        fig.rect(left, top, width, width, fill="1-soft", stroke="1", opacity=0.8)
    (front_x, front_y), (back_x, back_y) = places[0], places[-1]
    if spans > 1:
        for u, v in ((0, 0), (width, 0), (width, width)):
            fig.line(front_x + u, front_y + v, back_x + u, back_y + v, stroke="1")


def figure_two_and_three_dimensions() -> Figure:
    """A 2D filter spans all channels; a 3D filter spans some frames and moves on."""
    fig = Figure(480, 420, "2D convolution over channels, 3D convolution over frames")
    rows = (
        (12, "2D convolution", "filter 3 × 3 × 3", "slides → and ↓"),
        (222, "3D convolution", "filter 2 × 3 × 3", "slides →, ↓ and in time"),
    )
    for y, name, size, motion in rows:
        fig.text(10, y + 6, name, bold=True)
        fig.arrow(166, y + 94, 332, y + 94)
        fig.text(249, y + 74, size, size=15, anchor="middle")
        fig.text(249, y + 116, motion, size=15, anchor="middle", color="1")
    _slices(fig, 14, 76, 3, 96, 17, (3, 42))
    fig.text(14, 192, "3 channels", size=15, color="muted")
    _slices(fig, 14, 300, 5, 80, 13, (2, 36))
    fig.text(14, 400, "5 frames, 1 channel", size=15, color="muted")
    _slices(fig, 356, 82, 1, 84, 0, (1, 12))
    fig.text(356, 192, "1 map", size=15, color="muted")
    _slices(fig, 356, 302, 4, 72, 13, (1, 12))
    fig.text(356, 400, "4 time steps", size=15, color="muted")
    return fig
