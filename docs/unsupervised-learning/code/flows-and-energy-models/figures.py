"""Figures of the page on flows and energy models."""

from functools import cache

import energy
import numpy as np
import scratch
import worked

from roadmap.figures import Figure, Plot, box, connect, op


def figure_coupling() -> Figure:
    """The first layer of the worked example, forward."""
    n = worked.forward(*worked.X)
    fig = Figure(480, 250, "A coupling layer: one half is kept and changes the other")
    kept = box(fig, 54, 50, "$x_1$ = 1", series=1)
    changed = box(fig, 54, 196, "$x_2$ = 2", series=2)
    box(fig, 176, 123, "network", width=104)
    times = op(fig, 236, 196, "×")
    plus = op(fig, 320, 196, "+")
    out1 = box(fig, 424, 50, "$z_1$ = 1", series=1)
    out2 = box(fig, 424, 196, f"$z_2$ = {n['z2']:g}", series=2)
    connect(fig, kept, out1)
    fig.arrow(96, 72, 140, 98)
    connect(fig, changed, times)
    connect(fig, times, plus)
    connect(fig, plus, out2)
    fig.arrow(204, 148, 227, 176)
    fig.arrow(230, 138, 306, 181)
    fig.text(200, 172, f"$e^s$ = {n['scale 1']:g}", anchor="end", size=15)
    fig.text(282, 150, f"$t$ = \N{MINUS SIGN}{-n['t1']:g}", size=15)
    fig.text(240, 32, "kept as it is", anchor="middle", size=15, color="muted")
    fig.text(240, 236, "scaled and shifted: easy to undo", anchor="middle", size=15,
             color="muted")  # fmt: skip
    return fig


def _panel(fig: Figure, x: float, title: str, points: np.ndarray) -> None:
    """Points in a small square without ticks."""
    plot = Plot(
        fig, (-4.8, 4.8), (-4.8, 4.8), box=(x, 4, 156, 190), title=title,
        xticks=(), yticks=(), grid=False,
    )  # fmt: skip
    plot.scatter(points[:, 0], points[:, 1], 1, size=2)


@cache
def _flow() -> list[scratch.Layer]:
    """The flow of both figures, trained on the first data set."""
    return scratch.train(scratch.data(0), 0)


def figure_layers() -> Figure:
    """Test points in data space, halfway and as noise."""
    flow = _flow()
    X = scratch.data(1)[:220]
    fig = Figure(480, 200, "Two moons become a normal distribution, layer by layer")
    names = ("data", "after 4 layers", "after 8 layers")
    for i, (name, layers) in enumerate(zip(names, (0, 4, 8), strict=True)):
        Z = scratch.to_noise(flow[:layers], X)[0]
        _panel(fig, 2 + 160 * i, name, np.round(Z, 2))
    return fig


def figure_density() -> Figure:
    """Contours of the learned density and of the Gaussian; samples of the flow."""
    train_x = scratch.data(0)
    flow = _flow()
    xs, ys = np.linspace(-2.6, 2.6, 53), np.linspace(-2.2, 2.2, 45)
    grid = np.stack(np.meshgrid(xs, ys), axis=-1).reshape(-1, 2)
    density = np.exp(scratch.log_p(flow, grid)).reshape(45, 53)
    gauss = np.exp(scratch.gaussian_log_p(train_x, grid)).reshape(45, 53)
    rng = np.random.default_rng(9)
    samples = scratch.to_data(flow, rng.normal(size=(220, 2)))
    fig = Figure(480, 620, "The learned density beside a Gaussian, and samples")
    shared = {"xticks": (-2, 0, 2), "yticks": (-2, 0, 2), "grid": False}
    test_x = scratch.data(1)[:220]
    panels = (
        ("test points; flow (close lines), Gaussian (ellipses)", 4, test_x),
        ("samples of the flow", 312, samples),
    )  # fmt: skip
    for name, top, points in panels:
        plot = Plot(
            fig, (-2.6, 2.6), (-2.2, 2.2), box=(8, top, 464, 304), ylabel=name, **shared
        )
        points = np.round(points, 2)
        plot.scatter(points[:, 0], points[:, 1], 1, size=2.5)
        if top == 4:
            plot.contour(xs, ys, density, [0.05, 0.2], series=2, fade=False)
            plot.contour(xs, ys, gauss, [0.02, 0.06], series=3, fade=False)
    return fig


def figure_langevin() -> Figure:
    """The exact density and the walkers after 10 and 1,000 steps."""
    p, _ = energy.density(energy.TRUE)
    fig = Figure(480, 560, "Langevin walkers, all started in the left well")
    axis = {"xticks": (-2, -1, 0, 1, 2), "right": 20}
    top = Plot(
        fig, (-2, 2), (-3, 6), box=(8, 8, 464, 220), xlabel="$x$",
        ylabel="energy $E(x)$", yticks=(-3, 0, 3, 6), **axis,
    )  # fmt: skip
    xs = np.linspace(-1.75, 1.7, 70)
    top.line(xs, energy.energy(energy.TRUE, xs), 1)
    plot = Plot(
        fig, (-2, 2), (0, 2), box=(8, 240, 464, 312), xlabel="$x$", ylabel="density",
        yticks=(0, 0.5, 1, 1.5, 2), top=30, **axis,
    )  # fmt: skip
    edges = np.linspace(-2, 2, 41)
    middles = (edges[1:] + edges[:-1]) / 2
    chosen = slice(1000, 5001, 50)
    plot.line(energy.GRID[chosen], p[chosen], 1, label="exact")
    for steps, series in ((10, 3), (1000, 2)):
        x = energy.langevin(
            energy.TRUE, np.full(10000, -1.0), 0.01, steps, np.random.default_rng(0)
        )
        shares = np.histogram(x, edges)[0] / (10000 * 0.1)
        plot.scatter(
            middles, np.round(shares, 3), series, label=f"{steps:,} steps", size=3.5
        )
    plot.legend("above", columns=3)
    return fig
