"""Figures of the page on sequential data."""

import leakage
import numpy as np
import scratch

from roadmap.figures import Figure, Plot


def figure_autocorrelation() -> Figure:
    """Autocorrelation of the hourly series, in order and shuffled."""
    series = scratch.daily()
    mixed = np.random.default_rng(1).permutation(series)
    fig = Figure(480, 310, "Autocorrelation with and without the order")
    plot = Plot(
        fig,
        (0, 60),
        (-1, 1),
        xlabel="lag in hours",
        ylabel="autocorrelation",
        xticks=(0, 12, 24, 36, 48, 60),
        yticks=(-1, -0.5, 0, 0.5, 1),
        top=30,
    )
    lags = np.arange(61)
    plot.hline(0)
    plot.line(lags, scratch.autocorrelation(series, 60), 1, label="in order")
    plot.line(lags, scratch.autocorrelation(mixed, 60), 2, label="shuffled")
    plot.legend("above", columns=2)
    return fig


def figure_splits() -> Figure:
    """Forty windows in time order: random and chronological split."""
    fig = Figure(520, 190, "Test windows among training windows, or after them")
    order = np.random.default_rng(3).permutation(40)
    random_test = set(order[:12].tolist())
    rows = (
        ("random", lambda k: "test" if k in random_test else "train"),
        ("chronological", lambda k: "train" if k < 24 else "gap" if k < 28 else "test"),
    )
    left, step = 18, 12.4
    for row, (name, kind_of) in enumerate(rows):
        y = 46 + 62 * row
        fig.text(left - 6, y - 26, name, bold=True)
        for k in range(40):
            kind, x = kind_of(k), left + k * step
            if kind == "train":
                fig.circle(x, y, 4.5, fill=1, stroke="none")
            elif kind == "test":
                fig.rect(x - 5, y - 10, 10, 20, fill="2-soft", stroke=2)
            else:
                fig.line(x - 3, y, x + 3, y, stroke="axis")
    fig.arrow(left - 6, 136, 510, 136, stroke="muted")
    fig.text(510, 154, "time", anchor="end", color="muted")
    fig.circle(left, 172, 4.5, fill=1, stroke="none")
    fig.text(left + 12, 172, "training")
    fig.rect(left + 98, 162, 10, 20, fill="2-soft", stroke=2)
    fig.text(left + 116, 172, "test")
    fig.line(left + 172, 172, left + 186, 172, stroke="axis")
    fig.text(left + 194, 172, "left out")
    return fig


def figure_leakage() -> Figure:
    """Mean absolute error by model and split."""
    results = leakage.results()
    names = ("nearest", "linear", "last value")
    fig = Figure(480, 320, "Error by split: nearest windows, linear model, last value")
    plot = Plot(
        fig,
        (-0.5, 2.5),
        (0, 10),
        ylabel="mean absolute error",
        xticks=((0, "nearest windows"), (1, "linear"), (2, "last value")),
        yticks=(0, 2, 4, 6, 8, 10),
        top=30,
        grid=True,
    )
    for series, (shift, kind) in enumerate(
        ((-0.19, "random"), (0.19, "chronological")), start=1
    ):
        heights = [float(np.median(results[kind, n])) for n in names]
        plot.bars(
            [k + shift for k in range(3)],
            heights,
            series,
            label=f"{kind} split",
            width=0.34,
            values=tuple(f"{v:.1f}" for v in heights),
        )
    plot.legend("above", columns=2)
    return fig
