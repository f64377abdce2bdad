"""Figures of the page on calculus; numbers from scratch.py and differences.py."""

import differences
import numpy as np
import scratch

from roadmap.figures import Figure, Plot, box, connect, op


def figure_rates() -> Figure:
    """A chain of rates, and two paths that meet."""
    fig = Figure(480, 346, "Rates multiply along a path and add over paths")
    fig.text(16, 22, "one path: multiply", bold=True)
    w, e = box(fig, 50, 74, "$w$"), box(fig, 220, 74, "$ε = 3w - 12$")
    loss = box(fig, 410, 74, "$L = ε^2$")
    connect(fig, w, e)
    connect(fig, e, loss)
    fig.text(107, 54, "× 3", anchor="middle", color="2", bold=True)
    fig.text(325, 54, "× (−18)", anchor="middle", color="2", bold=True)
    fig.text(240, 122, "slope of $L$ by $w$: 3 · (−18) = −54", anchor="middle")
    fig.text(16, 166, "two paths: multiply, then add", bold=True)
    u = box(fig, 50, 256, "$u = 2$")
    v1, v2 = box(fig, 220, 218, "$v_1 = u^2 = 4$"), box(fig, 220, 294, "$v_2 = 3u = 6$")
    out = op(fig, 380, 256, "×")
    for first, last, text, x, y in (
        (u, v1, "× 4", 112, 220),
        (u, v2, "× 3", 112, 294),
        (v1, out, "× 6", 330, 216),
        (v2, out, "× 4", 330, 298),
    ):
        connect(fig, first, last, straight=True)
        fig.text(x, y, text, anchor="middle", color="2", bold=True)
    fig.text(406, 256, "$L = 24$")
    fig.text(240, 330, "slope of $L$ by $u$: 4 · 6 + 3 · 4 = 36", anchor="middle")
    return fig


def figure_directions() -> Figure:
    """Level lines of the bowl, its gradient at (2, 1), and a path downhill."""
    fig = Figure(480, 400, "Gradient, level lines and a descent")
    plot = Plot(
        fig, (-0.8, 3.6), (-1, 2.2), xlabel="$u$", ylabel="$v$",
        xticks=(0, 1, 2, 3), yticks=(-1, 0, 1, 2), grid=False,
    )  # fmt: skip
    u, v = np.linspace(-0.8, 3.6, 67), np.linspace(-1, 2.2, 49)
    z = u**2 + u * v[:, None] + 2 * v[:, None] ** 2
    plot.contour(u, v, z, [0.5, 2, 4, 8, 12], series=1)
    path = scratch.descend(scratch.bowl_gradient, np.array([2.0, 1.0]), 0.1, 8)
    plot.line(path[:, 0], path[:, 1], 3, markers=True, dash="")
    g = scratch.bowl_gradient(path[0])
    ahead = path[0] + 0.14 * g
    plot.arrow(*path[0], *ahead, color="2")
    plot.text(2.4, 1.45, "gradient (5, 6)", dx=10, dy=8, color="2")
    aside = path[0] + 0.9 * np.array([-0.8, 0.6])
    plot.arrow(*path[0], *aside, color="4")
    plot.text(*aside, "slope $-0.4$", dx=-6, dy=-14, color="4", anchor="middle")
    plot.text(1.16, 0.09, "descent", dx=12, dy=14, color="3")
    return fig


def figure_difference_error() -> Figure:
    """Error of two difference formulas against the size of the step."""
    fig = Figure(480, 340, "Error of a slope by a small step")
    h = [10.0**-k for k in differences.EXPONENTS]
    plot = Plot(
        fig, (1e-15, 0.1), (1e-12, 1), xscale="log", yscale="log", top=30,
        xlabel="step $h$", ylabel="relative error of the slope",
        xticks=[(10.0**-k, f"$10^{{-{k}}}$") for k in (1, 5, 8, 11, 15)],
        yticks=((1, "1"), *((10.0**-k, f"$10^{{-{k}}}$") for k in (3, 6, 9, 12))),
    )  # fmt: skip
    for series, (name, f) in enumerate(
        (("one-sided", differences.forward), ("central", differences.central)), 1
    ):
        errors = [differences.relative_error(f, step) for step in h]
        plot.line(h, np.maximum(errors, 1e-12), series, markers=True, label=name)
    plot.legend("above", columns=2)
    return fig
