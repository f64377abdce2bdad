"""Figures of the page on deep recurrent networks."""

import re
from pathlib import Path

import numpy as np

from roadmap.figures import Figure, Plot

DEPTHS = (1, 2, 4, 8)
RECORDED = Path(__file__).with_name("depth.out").read_text()


def recorded(start: str) -> list[float]:
    """The numbers behind that start of a line of depth.out."""
    match = re.search(rf"^{re.escape(start)}(.*)", RECORDED, re.M)
    assert match, start
    return [float(v) for v in match[1].split()]


def figure_grid() -> Figure:
    """Three layers over four steps, with one way of the gradient marked."""
    fig = Figure(480, 360, "Three recurrent layers unrolled over four steps")
    xs, ys = (116, 216, 316, 416), (254, 170, 86)
    width, height = 58, 42
    way = (((3, 2), (2, 2)), ((2, 2), (2, 1)), ((2, 1), (1, 1)), ((1, 1), (0, 1)))
    way += (((0, 1), (0, 0)),)
    for layer, y in enumerate(ys):
        fig.text(8, y, f"layer {layer + 1}", size=15, color="muted")
        for t, x in enumerate(xs):
            fig.rect(
                x - width / 2,
                y - height / 2,
                width,
                height,
                radius=6,
                fill=f"{layer + 1}-soft",
                stroke=layer + 1,
            )
            label = f"$\\mathbf{{H}}^{{({layer + 1})}}_{t + 1}$"
            fig.text(x, y, label, anchor="middle", size=15)
            if t:
                fig.arrow(xs[t - 1] + width / 2, y, x - width / 2, y, stroke="axis")
            low = ys[layer - 1] - height / 2 if layer else 310
            fig.arrow(x, low, x, y + height / 2, stroke="axis")
    for t, x in enumerate(xs):
        fig.text(x, 326, f"$\\mathbf{{X}}_{t + 1}$", anchor="middle")
        fig.text(x, 350, f"step {t + 1}", anchor="middle", size=15, color="muted")
    # One way back, drawn a little beside the forward arrows.
    for (t1, l1), (t2, l2) in way:
        if l1 == l2:
            y = ys[l1] + 11
            fig.arrow(xs[t1] - width / 2, y, xs[t2] + width / 2, y, stroke=4, width=3.5)
        else:
            x = xs[t1] + 11
            fig.arrow(
                x, ys[l1] + height / 2, x, ys[l2] - height / 2, stroke=4, width=3.5
            )
    fig.arrow(xs[3] + 11, 30, xs[3] + 11, ys[2] - height / 2, stroke=4, width=3.5)
    fig.text(xs[3], 16, "loss", anchor="middle")
    fig.text(8, 30, "one way of the gradient", size=15, color=4)
    return fig


def figure_gradients() -> Figure:
    """Gradient at layer 1 relative to the top, by depth, before training."""
    fig = Figure(480, 340, "Gradient at the bottom layer against depth")
    plot = Plot(
        fig,
        (1, 8),
        (1e-5, 10),
        xlabel="layers",
        ylabel="gradient at layer 1, top = 1",
        xticks=tuple(range(1, 9)),
        yticks=tuple((10.0**k, f"$10^{{{k}}}$") for k in (-5, -4, -3, -2, -1, 0, 1)),
        yscale="log",
        right=118,
    )
    lines = (
        ("tanh", "residual", 3, "tanh, residual"),
        ("LSTM", "residual", 4, "LSTM, residual"),
        ("tanh", "plain", 1, "tanh, plain"),
        ("LSTM", "plain", 2, "LSTM, plain"),
    )
    for cell, kind, series, label in lines:
        mean = recorded(f"{cell} {kind:<8} depth 1 2 4 8:")
        plot.line(DEPTHS, mean, series, label=label, markers=True)
    plot.direct_labels()
    return fig


def figure_training() -> Figure:
    """Training accuracy after 40 updates for every seed, plain and residual."""
    fig = Figure(480, 330, "Accuracy after 40 updates against depth")
    plot = Plot(
        fig,
        (0.4, 4.6),
        (0, 100),
        xlabel="layers",
        ylabel="training accuracy after 40 updates, %",
        xticks=tuple((k + 1, str(d)) for k, d in enumerate(DEPTHS)),
        yticks=(0, 20, 40, 60, 80, 100),
        top=30,
    )
    for series, kind, shift in ((2, "plain", -0.08), (4, "residual", 0.08)):
        dots, means = [], []
        for k, d in enumerate(DEPTHS):
            if d > 1 or kind == "plain":
                train = recorded(f"{kind:<8} depth {d} by seed:")
                dots += [(k + 1 + shift, a) for a in train]
                means.append((k + 1 + shift, np.mean(train)))
        plot.line(*zip(*means, strict=True), series, width=1.75)
        plot.scatter(*zip(*dots, strict=True), series, label=kind, size=4)
    plot.hline(10, "chance")
    plot.legend("above", columns=2)
    return fig
