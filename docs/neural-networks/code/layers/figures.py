"""Figures of the page on layers."""

import numpy as np
import rings
import width_depth

from roadmap.figures import Figure, Plot, network


def figure_shapes() -> Figure:
    """The network 4 -> 5 -> 3 with the shapes of its data and its parameters."""
    fig = Figure(480, 400, "A dense network with the shape of every layer")
    centers = network(fig, [4, 5, 3], box=(40, 40, 400, 210), radius=15)
    columns = [layer[0][0] for layer in centers]
    names = ("input layer", "hidden layer", "output layer")
    data = (
        r"$\mathbf{X}$ $(N, 4)$",
        r"$\mathbf{A}^{(1)}$ $(N, 5)$",
        r"$\mathbf{Z}^{(2)}$ $(N, 3)$",
    )
    for x, name, shape in zip(columns, names, data, strict=True):
        fig.text(x, 20, name, anchor="middle", bold=True)
        fig.text(x, 278, shape, anchor="middle")
    weights = (
        (r"$\mathbf{W}^{(1)}$ $(4, 5)$", r"$\mathbf{b}^{(1)}$ $(5,)$", "20 + 5 = 25"),
        (r"$\mathbf{W}^{(2)}$ $(5, 3)$", r"$\mathbf{b}^{(2)}$ $(3,)$", "15 + 3 = 18"),
    )
    for k, lines in enumerate(weights):
        x = (columns[k] + columns[k + 1]) / 2
        fig.rect(x - 66, 302, 132, 90, fill=f"{k + 1}-soft", stroke=k + 1, radius=6)
        for row, line in enumerate(lines):
            fig.text(x, 322 + 26 * row, line, anchor="middle")
    return fig


def figure_rings() -> Figure:
    """Border of a trained network and the lines of its three hidden units."""
    params = rings.train(3, 0)
    x, y = rings.rings(0)
    fig = Figure(480, 430, "Three hidden units enclose the inner ring")
    plot = Plot(
        fig,
        (-1.4, 1.4),
        (-1.4, 1.4),
        xlabel="$x_1$",
        ylabel="$x_2$",
        xticks=(-1, 0, 1),
        yticks=(-1, 0, 1),
        top=29,
    )
    for label, name in ((0, "class 0"), (1, "class 1")):
        kept = x[y == label][:70]
        plot.scatter(kept[:, 0], kept[:, 1], label + 1, label=name, size=3)
    for (w1, w2), b in zip(params[0].T, params[1], strict=True):
        length = np.hypot(w1, w2)
        foot, along = -b * np.array([w1, w2]) / length**2, np.array([-w2, w1]) / length
        ends = np.array([foot + t * along for t in np.linspace(-3, 3, 601)])
        ends = ends[np.abs(ends).max(axis=1) <= 1.4][[0, -1]]
        plot.line(ends[:, 0], ends[:, 1], 3, dash="7 5", width=2)
    grid = np.linspace(-1.4, 1.4, 61)
    points = np.stack(np.meshgrid(grid, grid), axis=-1).reshape(-1, 2)
    z = rings.features(points, params) @ params[2] + params[3]
    plot.contour(grid, grid, z.reshape(61, 61), [0.0], series=4)
    plot.legend("above", columns=2)
    return fig


def figure_width_depth() -> Figure:
    """Test accuracy of networks of the same size by number of hidden layers."""
    fig = Figure(480, 320, "Accuracy by depth at the same number of parameters")
    plot = Plot(
        fig,
        (1, 6),
        (45, 100),
        xlabel="hidden layers (the more, the narrower)",
        ylabel="test accuracy in percent, five starts",
        xticks=width_depth.HIDDEN,
        yticks=(50, 60, 70, 80, 90, 100),
        right=72,
    )
    for series, name in ((1, "digits"), (2, "spirals")):
        found = [width_depth.accuracies(name, h) for h in width_depth.HIDDEN]
        percent = 100 * np.array(found)  # (depths, starts)
        low, high = percent.min(axis=1), percent.max(axis=1)
        plot.errorband(width_depth.HIDDEN, low, high, series)
        plot.line(
            width_depth.HIDDEN, percent.mean(axis=1), series, label=name, markers=True
        )
    plot.direct_labels()
    return fig
