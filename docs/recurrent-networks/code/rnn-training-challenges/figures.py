"""Figures of the page on training challenges."""

from pathlib import Path

import cells
import explosion
import numpy as np

from roadmap.figures import Figure, Plot

LOWEST, HIGHEST = -18, 2


def figure_norms() -> Figure:
    """Gradient of the input at every step, six models, five seeds."""
    fig = Figure(480, 440, "Gradient norm over time for RNN, LSTM and GRU")
    plot = Plot(
        fig,
        (1, cells.STEPS),
        (10.0**LOWEST, 10.0**HIGHEST),
        xlabel="step $t$ of the input (the loss is at step 60)",
        ylabel="gradient norm, step 60 = 1",
        xticks=(1, 10, 20, 30, 40, 50, 60),
        yticks=tuple((10.0**k, f"$10^{{{k}}}$") for k in range(-16, 3, 4)),
        yscale="log",
    )
    t = np.arange(1, cells.STEPS + 1)
    means = {}
    for series, (name, norms) in enumerate(cells.all_norms().items(), start=1):
        means[name] = np.exp(np.log(norms).mean(axis=0))
        plot.errorband(t, norms.min(axis=0), norms.max(axis=0), series)
        plot.line(t, means[name], series, width=2)
    for name, step, dy, anchor in (
        ("LSTM, bias 3", 8, -14, "middle"),
        ("GRU, bias 3", 8, 18, "start"),
        ("RNN, orthogonal", 15, 24, "start"),
        ("RNN", 21, 22, "start"),
    ):
        plot.text(step, means[name][step - 1], name, dy=dy, anchor=anchor)
    plot.text(14, means["GRU"][13], "LSTM and GRU", dy=-20, dx=-4, anchor="middle")
    return fig


def figure_explosion() -> Figure:
    """Loss with and without clipping over the first updates."""
    fig = Figure(480, 340, "Without clipping the loss explodes after one update")
    last = 40
    plot = Plot(
        fig,
        (0, last),
        (1e-2, 1e8),
        xlabel="updates",
        ylabel="loss on the batch",
        xticks=(0, 10, 20, 30, 40),
        yticks=tuple((10.0**k, f"$10^{{{k}}}$") for k in (-2, 0, 2, 4, 6, 8)),
        yscale="log",
    )
    u = np.arange(last + 1)
    for series, mode in ((1, "by norm, limit 1"), (3, "by value, limit 0.1")):
        losses = np.array([explosion.train(mode, s)[0][: last + 1] for s in range(5)])
        plot.errorband(u, losses.min(axis=0), losses.max(axis=0), series)
        plot.line(u, np.exp(np.log(losses).mean(axis=0)), series, label=mode)
    for seed in explosion.SEEDS:
        first = explosion.train("no clipping", seed)[0][:2]
        plot.line((0, 1), first, 2, markers=True, dash="", width=2)
    plot.text(2.5, 3e5, "no clipping, five seeds:\none update", dy=0, color=2)
    plot.hline(1.0, "guessing 0", side="right")
    plot.legend("top right")
    return fig


def figure_memory() -> Figure:
    """Mean accuracy against the delay, from the recorded output of memory.py."""
    fig = Figure(480, 350, "Accuracy against delay for six models")
    text = Path(__file__).with_name("memory.out").read_text(encoding="utf-8")
    delays = (5, 10, 20, 40)
    at = range(len(delays))
    plot = Plot(
        fig,
        (-0.2, 3.05),
        (0, 1.05),
        xlabel="delay in steps",
        ylabel="accuracy on new sequences, mean of 5 seeds",
        xticks=[(i, str(d)) for i, d in enumerate(delays)],
        yticks=[(v / 4, f"{v * 25}%") for v in range(5)],
        right=150,
    )
    plot.hline(0.25)
    for series, name in enumerate(cells.CASES, start=1):
        line = next(row for row in text.splitlines() if row[:19].strip() == name)
        values = [int(word[:-1]) / 100 for word in line.split() if "%" in word]
        plot.line(at, values, series, label=name, markers=True, width=2)
    plot.direct_labels()
    plot.text(0.2, 0.25, "guessing", dy=14)
    return fig
