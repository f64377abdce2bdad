"""Figures of the page on statistics; numbers from estimators.py and seeds.py."""

from itertools import product

import estimators
import numpy as np
import seeds

from roadmap.figures import Figure, Plot


def figure_means() -> Figure:
    """Where the means of 4, 16 and 64 draws lie."""
    fig = Figure(480, 330, "Distribution of the mean for three sample sizes")
    plot = Plot(
        fig, (0, 2.5), (0, 3.5), xlabel="mean of the sample (true mean 1)",
        ylabel="density of 20,000 repetitions", top=30,
        xticks=(0, 0.5, 1, 1.5, 2, 2.5), yticks=(0, 1, 2, 3),
    )  # fmt: skip
    edges = np.linspace(0, 2.5, 51)
    middles = (edges[1:] + edges[:-1]) / 2
    plot.vline(1)
    for series, n in enumerate((4, 16, 64), 1):
        means = estimators.sample_means(n)
        counts = np.histogram(means, edges)[0]
        height = counts / len(means) / (edges[1] - edges[0])
        plot.line(middles, height, series, label=f"$N = {n}$")
    plot.legend("above", columns=3)
    return fig


def figure_pairs() -> Figure:
    """Accuracy of both settings on each split."""
    fig = Figure(480, 340, "Two settings on ten splits")
    plot = Plot(
        fig, (-0.5, 9.5), (89, 93), xlabel="split (seed)", top=30,
        ylabel="accuracy on 1,497 digits (%)", xticks=range(10),
        yticks=(89, 90, 91, 92, 93),
    )  # fmt: skip
    a, b = seeds.compare()
    for seed, (low, high) in enumerate(zip(a, b, strict=True)):
        x, y1 = plot.at(seed, low)
        fig.line(x, y1, x, plot.at(seed, high)[1], stroke="axis", width=2.5)
    plot.scatter(list(seeds.SEEDS), a, 1, label="penalty 1", size=6)
    plot.scatter(list(seeds.SEEDS), b, 2, label="penalty 3", size=6)
    plot.legend("above", columns=2)
    return fig


def figure_sign_flips() -> Figure:
    """Mean difference of all 1,024 sign patterns, and the measured one."""
    a, b = seeds.compare()
    d = b - a
    signs = np.array(list(product((1, -1), repeat=len(d))))
    means = signs @ d / len(d)
    edges = np.linspace(-0.465, 0.465, 16)
    counts = np.histogram(means, edges)[0]
    fig = Figure(480, 320, "All sign patterns of ten differences")
    plot = Plot(
        fig, (-0.5, 0.5), (0, 160), xlabel="mean difference (points)",
        ylabel="number of sign patterns", xticks=(-0.4, -0.2, 0, 0.2, 0.4),
        yticks=(0, 40, 80, 120, 160),
    )  # fmt: skip
    middles = (edges[1:] + edges[:-1]) / 2
    plot.bars(middles, counts, 1, width=0.05)
    plot.vline(d.mean(), "measured", side="left")
    return fig
