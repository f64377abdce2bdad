"""Figures of the page on probability; numbers from scratch.py."""

import numpy as np
import scratch

from roadmap.figures import Figure, Plot, box, connect


def figure_base_rate() -> Figure:
    """1,000 patients, split by illness and by the answer of the test."""
    fig = Figure(480, 346, "Who is flagged among 1,000 patients")
    everyone = box(fig, 66, 160, "1,000\npatients", width=100)
    sick = box(fig, 220, 76, "10 sick", width=116, series=2)
    healthy = box(fig, 220, 244, "990 healthy", width=116)
    leaves = (
        (sick, 34, "9 flagged", 2),
        (sick, 116, "1 missed", 0),
        (healthy, 202, "49.5 flagged", 2),
        (healthy, 286, "940.5 cleared", 0),
    )
    connect(fig, everyone, sick, straight=True)
    connect(fig, everyone, healthy, straight=True)
    for parent, y, label, series in leaves:
        leaf = box(fig, 400, y, label, width=128, series=series)
        connect(fig, parent, leaf, straight=True)
    for x, y, label in (
        (122, 102, "1%"),
        (122, 218, "99%"),
        (306, 40, "90%"),
        (306, 112, "10%"),
        (306, 208, "5%"),
        (306, 282, "95%"),
    ):
        fig.text(x, y, label, anchor="middle", color="muted")
    fig.text(240, 330, "sick among flagged: 9 / (9 + 49.5) = 15%", anchor="middle")
    return fig


def figure_normal_density() -> Figure:
    """Three normal densities; the middle one with its central area."""
    fig = Figure(480, 330, "Normal densities")
    plot = Plot(
        fig, (-6, 8), (0, 0.85), xlabel="$x$", ylabel="density", top=30,
        xticks=(-6, -4, -2, 0, 2, 4, 6, 8), yticks=(0, 0.2, 0.4, 0.6, 0.8),
    )  # fmt: skip
    inner = np.linspace(-1, 1, 41)
    plot.errorband(inner, 0 * inner, np.exp(scratch.normal_log_density(inner, 0, 1)), 1)
    x = np.linspace(-6, 8, 141)
    for series, (mean, sd) in enumerate(((0, 1), (1, 2), (0, 0.5)), 1):
        label = f"$\\mu = {mean}$, $\\sigma = {sd}$"
        y = np.exp(scratch.normal_log_density(x, mean, sd))
        plot.line(x, y, series, label=label)
    plot.text(0, 0.13, "68%", anchor="middle")
    plot.legend("above", columns=3)
    return fig


def figure_coin_loss() -> Figure:
    """Mean negative log-likelihood of 7 heads in 10, by the believed chance."""
    fig = Figure(480, 340, "Loss of the coin for each belief")
    plot = Plot(
        fig, (0, 1), (0.4, 1.6), xlabel="believed chance of heads $q$",
        ylabel="loss per throw: mean of −ln likelihood (nats)",
        xticks=(0, 0.25, 0.5, 0.7, 1), yticks=(0.4, 0.8, 1.2, 1.6),
    )  # fmt: skip
    q = np.linspace(0.02, 0.995, 80)
    loss = np.array([scratch.bernoulli_nll(scratch.COIN, v) for v in q])
    seen = loss <= 1.6
    floor = scratch.entropy(np.array([0.7, 0.3]))
    plot.hline(floor, side="left")
    plot.line(q[seen], loss[seen], 1)
    plot.scatter([0.7], [floor], 2)
    at_half = scratch.bernoulli_nll(scratch.COIN, 0.5)
    plot.scatter([0.5], [at_half], 3)
    plot.text(0.7, floor, "entropy 0.6109", dx=-18, dy=22, color="2")
    plot.text(
        0.5, floor, "fair coin: 0.0823 above", dx=2, dy=22, color="3", anchor="end"
    )
    return fig
