"""Figures of the page on the perceptron; numbers from the scripts beside it."""

import margin
import numpy as np
import scratch

from roadmap.figures import Figure, Plot


def clip(corners: list, w: np.ndarray, b: float) -> list:
    """The part of a polygon where x w + b > 0."""
    kept = []
    for p, q in zip(corners, corners[1:] + corners[:1], strict=True):
        zp, zq = (float(np.dot(v, w) + b) for v in (p, q))
        if zp >= 0:
            kept.append(p)
        if zp * zq < 0:
            t = zp / (zp - zq)
            kept.append((p[0] + t * (q[0] - p[0]), p[1] + t * (q[1] - p[1])))
    return kept


def box(x: tuple, y: tuple) -> list:
    """Corners of the plotted area."""
    return [(x[0], y[0]), (x[1], y[0]), (x[1], y[1]), (x[0], y[1])]


def half_plane(fig: Figure, plot: Plot, area: list, w: np.ndarray, b: float) -> None:
    """Fill the side on which a unit answers 1."""
    fig.polygon([plot.at(*p) for p in clip(area, w, b)], fill="1-soft")


def border(plot: Plot, area: list, w: np.ndarray, b: float, dash: str = "") -> None:
    """The line x w + b = 0 inside the area."""
    ends = [p for p in clip(area, w, b) if abs(np.dot(p, w) + b) < 1e-9]
    (x1, y1), (x2, y2) = ends
    plot.line([x1, x2], [y1, y2], 3 if dash else 1, dash=dash)


def figure_update() -> Figure:
    """The border before and after one correction."""
    fig = Figure(480, 400, "One correction of a perceptron")
    area = box((-2, 3), (-1, 2.6))  # equal scales, so that right angles are right
    plot = Plot(fig, (-2, 3), (-1, 2.6), xlabel="$x_1$", ylabel="$x_2$", grid=False)
    half_plane(fig, plot, area, np.array([1.0, 0.0]), 0.8)
    border(plot, area, np.array([0.5, -1.0]), 0.3, dash="7 4")
    border(plot, area, np.array([1.0, 0.0]), 0.8)
    plot.scatter([1], [2], 2, size=7)
    plot.text(1, 2, "label 1", dx=12, dy=-4)
    plot.text(2.2, 1.4, "before", color=3, dx=-6, dy=22, anchor="start")
    plot.text(-0.8, -0.5, "after", color=1, dx=-8, anchor="end")
    plot.text(2.9, 0.2, "answer 1 on this side", anchor="end", color="muted")
    plot.arrow(-0.8, 1.4, 0.2, 1.4, color=1)
    plot.text(-0.7, 1.4, "$\\mathbf{w}$ after", dy=-14, anchor="start", color=1)
    plot.arrow(0.0, 0.3, 0.5, -0.7, color=3)
    plot.text(0.5, -0.7, "$\\mathbf{w}$ before", dx=8, color=3)
    return fig


def square_plot(fig: Figure, left: float, title: str, labels: tuple) -> Plot:
    """One of two square panels side by side."""
    return Plot(
        fig,
        (-0.5, 1.5),
        (-0.5, 1.5),
        box=(left, 4, 236, 270),
        title=title,
        xlabel=labels[0],
        ylabel=labels[1],
        xticks=(0, 1),
        yticks=(0, 1),
        grid=False,
    )


def points(plot: Plot, x: np.ndarray) -> None:
    """The four examples: zeros and ones with their labels."""
    for value in (0, 1):
        kept = x[value == scratch.XOR]
        plot.scatter(kept[:, 0], kept[:, 1], value + 2, size=7)


def figure_xor() -> Figure:
    """XOR in the input space and in the space of the hidden units."""
    fig = Figure(480, 278, "XOR before and after the hidden layer")
    area, ones = box((-0.5, 1.5), (-0.5, 1.5)), np.ones(2)
    plot = square_plot(fig, 2, "inputs", ("$x_1$", "$x_2$"))
    strip = clip(clip(area, ones, -0.5), -ones, 1.5)
    fig.polygon([plot.at(*p) for p in strip], fill="1-soft")
    border(plot, area, ones, -0.5)
    border(plot, area, ones, -1.5)
    points(plot, scratch.POINTS)
    for x, y, name in ((0, 0, "0"), (0, 1, "1"), (1, 0, "1"), (1, 1, "0")):
        plot.text(x, y, name, dx=11, dy=-9)
    plot.text(0.12, -0.36, "OR", color=1, anchor="start", dx=36)
    plot.text(1.18, 0.62, "AND", color=1)
    plot = square_plot(fig, 242, "hidden units", ("$a_1$ (OR)", "$a_2$ (AND)"))
    w, b = np.array([1.0, -1.0]), -0.5
    half_plane(fig, plot, area, w, b)
    border(plot, area, w, b)
    points(plot, scratch.xor_by_hand(scratch.POINTS)[0])
    for x, y, name in ((0, 0, "0"), (1, 0, "1, twice"), (1, 1, "0")):
        right = name != "1, twice"
        plot.text(x, y, name, dx=11 if right else -6, dy=-9 if right else 20)
    return fig


def figure_trained() -> Figure:
    """What gradient descent made of XOR from two starts."""
    fig = Figure(480, 278, "Two trained networks with two hidden units")
    grid = np.linspace(-0.5, 1.5, 41)
    xx, yy = np.meshgrid(grid, grid)
    flat = np.column_stack([xx.ravel(), yy.ravel()])
    for left, seed, title in ((2, SOLVED, "solved"), (242, STUCK, "stuck")):
        plot = square_plot(fig, left, title, ("$x_1$", "$x_2$"))
        theta = scratch.train(
            scratch.start(2, seed), scratch.POINTS, scratch.XOR[:, None], 1000, 1.0
        )
        z = scratch.forward(theta, flat)[1].reshape(xx.shape)
        plot.contour(grid, grid, z, [0.0], fade=False)
        points(plot, scratch.POINTS)
        p = 1 / (1 + np.exp(-scratch.forward(theta, scratch.POINTS)[1][:, 0]))
        for (x, y), value in zip(scratch.POINTS, p, strict=True):
            plot.text(x, y, f"{value:.2f}", dx=9, dy=-11)
    return fig


SOLVED, STUCK = 0, 2


def figure_margin() -> Figure:
    """Corrections by margin, with the bound."""
    fig = Figure(480, 330, "Corrections of the perceptron rule by margin")
    plot = Plot(
        fig,
        (0.01, 0.2),
        (1, 40000),
        xscale="log",
        yscale="log",
        xlabel="margin $\\gamma$",
        ylabel="corrections until none is needed",
        xticks=margin.MARGINS,
        yticks=((1, "1"), (10, "10"), (100, "100"), (1000, "1,000"), (10000, "10,000")),
        right=8,
    )
    gammas = margin.MARGINS[::-1]
    runs = [margin.measure(g) for g in gammas]
    plot.errorband(gammas, [r[0].min() for r in runs], [r[0].max() for r in runs], 1)
    plot.line(gammas, [r[0].mean() for r in runs], 1, markers=True)
    plot.line(gammas, [r[1] for r in runs], 2)
    plot.text(0.05, 1121, "bound $(R/\\gamma)^2$", dx=8, dy=-10, color=2)
    plot.text(0.05, 34, "measured, mean and range", dx=-40, dy=54, color=1)
    return fig
