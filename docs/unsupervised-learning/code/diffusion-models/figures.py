"""Figures of the page on diffusion models; the numbers come from sibling files."""

from functools import cache

import numpy as np
import schedules
import scratch
from nets import moons

from roadmap.figures import Figure, Plot

SIDE, SPAN = 108, 3.0  # panel in pixels; the data window is -SPAN to SPAN


@cache
def _net() -> list[np.ndarray]:
    return scratch.train(moons(2000, seed=0), seed=0)


def _panel(
    fig: Figure, x: float, y: float, points: np.ndarray, color: str, side: float = SIDE
) -> None:
    """Draw points as small squares, all in one path."""
    fig.rect(x, y, side, side, fill="none", stroke="axis", stroke_width=1)
    inside = points[(np.abs(points) < SPAN - 0.1).all(axis=1)]
    places = np.rint(side * (inside * [1, -1] / (2 * SPAN) + 0.5)).astype(int)
    places = np.unique(places, axis=0)
    (u, v), moves = places[0], np.diff(places, axis=0)  # moves are shorter to write
    d = "".join(f"m{right - 2.6:g} {down}h2.6" for right, down in moves)
    fig.path(f"M{x + u - 1:g} {y + v:g}h2.6{d}", stroke=color, width=2.6)


def figure_noising_and_back() -> Figure:
    """Above: data get noisy. Below, right to left: noise becomes data."""
    fig = Figure(480, 340, "Two moons dissolve in noise, and noise becomes two moons")
    rng = np.random.default_rng(3)
    X0, eps = moons(150, seed=4), rng.normal(size=(150, 2))
    path = scratch.sample(_net(), 150, seed=5)
    steps = (0, 10, 25, 50)
    xs = [8 + 118.7 * i for i in range(4)]
    for x, t in zip(xs, steps, strict=True):
        _panel(fig, x, 34, scratch.noised(X0, np.full(150, t), eps), "1")
        _panel(fig, x, 220, path[scratch.T - t], "2")
        fig.text(x + SIDE / 2, 162, f"$t = {t}$", anchor="middle", size=16)
    fig.text(8, 16, "forward: data to noise", bold=True, color="1")
    fig.arrow(228, 17, 472, 17, stroke="1")
    fig.text(8, 202, "reverse: noise to new points", bold=True, color="2")
    fig.arrow(472, 203, 276, 203, stroke="2")
    return fig


def figure_samples() -> Figure:
    """Test data, generated points and the Gaussian baseline."""
    fig = Figure(480, 184, "Data, generated points and a Gaussian fit")
    X = moons(2000, seed=0)
    panels = (
        ("test data", moons(300, seed=1), "ink"),
        ("generated", scratch.sample(_net(), 300, seed=0)[-1], "2"),
        ("Gaussian fit", scratch.gaussian(X, 300, seed=0), "3"),
    )
    for i, (name, points, color) in enumerate(panels):
        _panel(fig, 8 + 159 * i, 32, points, color, side=146)
        fig.text(81 + 159 * i, 16, name, anchor="middle", color=color, bold=True)
    return fig


def figure_schedules() -> Figure:
    """Alpha-bar over time for the linear and the cosine schedule."""
    fig = Figure(480, 270, "Alpha-bar of a linear and a cosine schedule")
    ticks = (0, 250, 500, 750, 1000)
    plot = Plot(
        fig,
        (0, 1000),
        (0, 1),
        xlabel="step $t$",
        ylabel="$ᾱ_t$",
        xticks=ticks,
    )
    at = np.arange(0, 1001, 20)
    for series, name in ((1, "linear"), (2, "cosine")):
        bar = np.concatenate([[1], getattr(schedules, name)()])
        plot.line(at, bar[at], series, label=name)
    plot.legend("top right")
    return fig
