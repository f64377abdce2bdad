"""Figures of the page on why transformers."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import scratch

from roadmap.figures import Figure, Plot


def figure_paths() -> Figure:
    """How token 1 reaches token 6: in a chain, in layers, in one step."""
    fig = Figure(480, 470, "Paths from the first to the last of six tokens")
    xs = [50 + 76 * i for i in range(6)]
    fig.text(12, 18, "recurrent: 5 steps, one after the other", bold=True)
    for i, x in enumerate(xs):
        fig.circle(x, 60, 15, fill="1-soft", stroke=1)
        if i:
            fig.arrow(xs[i - 1] + 15, 60, x - 15, 60, stroke=1, width=3)
    fig.text(12, 112, "convolution, width 3: 5 layers", bold=True)
    for row in range(6):
        y = 286 - 29 * row
        for i, x in enumerate(xs):
            if row and i:
                on = i == row
                fig.line(
                    xs[i - 1], y + 29, x, y, stroke=2 if on else "line",
                    width=3 if on else 1,
                )  # fmt: skip
        for i, x in enumerate(xs):
            fig.circle(x, y, 8, fill="2-soft" if i == row else "paper", stroke=2)
    fig.text(12, 332, "self-attention: 1 step for every pair", bold=True)
    for i in range(6):
        for j in range(6):
            on = (i, j) == (0, 5)
            if not on:
                fig.line(xs[i], 440, xs[j], 370, stroke="line", width=1)
    fig.line(xs[0], 440, xs[5], 370, stroke=3, width=3)
    for x in xs:
        fig.circle(x, 440, 13, fill="3-soft", stroke=3)
        fig.circle(x, 370, 13, fill="3-soft", stroke=3)
    return fig


def figure_operations() -> Figure:
    """Multiply-adds by length at d = 512."""
    fig = Figure(480, 330, "Multiply-adds per layer against length at d = 512")
    ts = np.unique(np.geomspace(32, 32768, 40).astype(int))
    plot = Plot(
        fig, (32, 32768), (1e7, 2e12), xscale="log", yscale="log", right=104,
        xlabel="length T", ylabel="multiply-adds",
        xticks=[(t, f"{t:,}") for t in (32, 512, 4096, 32768)],
        yticks=[(10.0**e, f"$10^{{{e}}}$") for e in (7, 8, 9, 10, 11, 12)],
    )  # fmt: skip
    for i, name in enumerate(("recurrent", "convolution", "attention"), 1):
        counts = [scratch.operations(int(t), 512)[name] for t in ts]
        plot.line(ts, counts, i, label=name)
    plot.direct_labels()
    return fig


def figure_recall() -> Figure:
    """Accuracy by distance, from recall.out."""
    fig = Figure(480, 290, "Recall accuracy against sequence length")
    lines = Path(__file__).with_name("recall.out").read_text().splitlines()
    lengths = [float(v) for v in lines[1].split()[1:]]
    plot = Plot(
        fig, (4.5, 44), (40, 102), xscale="log", right=92,
        xlabel="length T", ylabel="accuracy (%)",
        xticks=[(t, f"{t:.0f}") for t in lengths], yticks=(40, 50, 60, 70, 80, 90, 100),
    )  # fmt: skip
    for i, line in enumerate(lines[2:], 1):
        means = [float(v) for v in line[10:].split()[0::2]]
        plot.line(lengths, means, i, label=line[:10].strip(), markers=True)
    plot.direct_labels()
    return fig
