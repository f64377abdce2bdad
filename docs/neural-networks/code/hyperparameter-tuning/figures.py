"""Figures of the page on hyperparameter tuning."""

import knobs
import numpy as np
import search

from roadmap.figures import Figure, Plot, heatmap


def figure_rate_batch() -> Figure:
    """Validation accuracy by learning rate and batch size."""
    fig = Figure(480, 290, "Validation accuracy by learning rate and batch size")
    heatmap(
        fig,
        knobs.rate_by_batch() / 100,
        100,
        70,
        cell=50,
        row_labels=[f"batch {b}" for b in knobs.BATCHES],
        column_labels=[f"{r:.2g}" for r in (0.003, 0.01, 0.03, 0.1, 0.3, 1, 3)],
        label="learning rate",
        fmt=lambda v: f"{100 * v:.0f}" if v else "–",
    )
    return fig


def figure_one_knob() -> Figure:
    """Gaussian process over the learning rate after four trials."""
    tried, _, scaled, mean, std = search.one_knob()
    u = np.linspace(0, 1, 71)
    fig = Figure(480, 330, "A Gaussian process over the learning rate")
    plot = Plot(
        fig,
        (0, 1),
        (-3, 3),
        xlabel="learning rate",
        ylabel="validation score, standardized",
        xticks=[
            ((k + 3) / 3.5, t)
            for k, t in ((-3, "0.001"), (-2, "0.01"), (-1, "0.1"), (0, "1"))
        ],
        yticks=(-2, 0, 2),
    )
    plot.errorband(u, np.maximum(mean - 2 * std, -3), np.minimum(mean + 2 * std, 3), 1)
    plot.line(u, mean, 1)
    plot.scatter(tried[:2], scaled[:2], 3, size=6)
    plot.scatter(tried[2:4], scaled[2:], 2, size=6)
    plot.vline(tried[4], "trial 5")
    for number, (x, y) in enumerate(zip(tried[:4], scaled, strict=True), 1):
        plot.text(x, y, str(number), dx=10, dy=14, anchor="middle")
    return fig


def figure_trials() -> Figure:
    """Fresh accuracy of the winner against the number of trials."""
    fresh = 100 * search.pool()[2]
    fig = Figure(480, 330, "Random search and Bayesian optimization by budget")
    plot = Plot(
        fig,
        (4, 64),
        (78, 96),
        xscale="log",
        xlabel="number of trials",
        ylabel="fresh accuracy of the winner in %",
        xticks=[(n, str(n)) for n in search.BUDGETS],
        yticks=(80, 84, 88, 92, 96),
        right=16,
    )
    random = [fresh[search.random_search(n)] for n in search.BUDGETS]
    model = fresh[search.bayesian()].T
    for series, (name, runs) in enumerate((("random", random), ("Bayesian", model)), 1):
        plot.line(
            search.BUDGETS,
            [np.mean(r) for r in runs],
            series,
            label=f"{name}, mean",
            markers=True,
        )
        low = [max(78, np.percentile(r, 10)) for r in runs]
        plot.line(
            search.BUDGETS[2:], low[2:], series, width=1.5, dash="2 4", markers=True
        )
    plot.legend("bottom right")
    return fig


def figure_curse() -> Figure:
    """Reported and fresh score of the best of n trials."""
    counts = (1, 2, 4, 8, 16, 32, 64, 128)
    fig = Figure(480, 330, "Reported and fresh accuracy of the best of n trials")
    plot = Plot(
        fig,
        (4, 128),
        (78, 98),
        xscale="log",
        xlabel="number of trials $n$",
        ylabel="accuracy of the winner in %",
        xticks=[(n, str(n)) for n in counts[2:]],
        yticks=(80, 85, 90, 95),
    )
    runs = 100 * np.array([search.curse(n, 50, 1000) for n in counts[2:]])
    plot.line(
        counts[2:], runs[:, 0], 2, label="on the 50 images that chose it", markers=True
    )
    plot.line(counts[2:], runs[:, 1], 1, label="on the other 747 images", markers=True)
    plot.legend("bottom right")
    return fig
