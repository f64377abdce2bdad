"""Figures of the page on model compression."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import scratch

from roadmap.figures import Figure, Plot


def recorded() -> dict[str, tuple[float, float, float]]:
    """Mean, lowest and highest accuracy of each line of digits.out."""
    text = Path(__file__).with_name("digits.out").read_text()
    found = re.findall(r"^(.+?) +(\d+)% \((\d+)-(\d+)\)$", text, re.M)
    return {name: (float(a), float(b), float(c)) for name, a, b, c in found}


def figure_grid() -> Figure:
    """The same four values on two grids of 16 levels."""
    fig = Figure(480, 246, "Symmetric and asymmetric grids of 4 bits")
    x = np.array([-0.5, 0.0, 0.73, 2.05])

    def at(value: float) -> float:
        return 240 + 105 * value

    q, s = scratch.symmetric(x, 4)
    qa, sa, zero = scratch.asymmetric(x, 4)
    grids = (
        ("symmetric: a third of the levels idle", s * np.arange(-7, 8), s * q),
        ("asymmetric: levels where the values are", sa * (np.arange(16) - zero),
         sa * (qa - zero)),
    )  # fmt: skip
    for n, (name, levels, back) in enumerate(grids):
        y = 66 + 116 * n
        fig.text(16, y - 44, name, bold=True, size=15)
        fig.line(12, y, 468, y, stroke="line")
        for level in levels:
            fig.line(at(level), y - 8, at(level), y + 8, stroke="axis")
        for value, restored in zip(x, back, strict=True):
            fig.circle(at(value), y - 20, 5, fill=1, stroke="none")
            fig.line(at(value), y - 15, at(restored), y, stroke=1)
        for value in (-2, -1, 0, 1, 2):
            fig.text(at(value), y + 24, f"{value}", anchor="middle", size=15,
                     color="muted")  # fmt: skip
    return fig


def figure_bits() -> Figure:
    """Accuracy against bits, one scale per tensor and per channel."""
    fig = Figure(480, 300, "Accuracy of the digit network against bits per weight")
    runs, bits = recorded(), [2, 3, 4, 5, 6, 8]
    plot = Plot(
        fig, (1.8, 8.2), (0, 100), xlabel="bits per weight", ylabel="test accuracy, %",
        xticks=bits, right=16, top=29,
    )  # fmt: skip
    plot.hline(runs["most frequent class"][0], "most frequent class", side="right")
    for n, kind in ((2, "tensor"), (1, "channel")):
        rows = [runs[f"{b} bits per {kind}"] for b in bits]
        plot.errorband(bits, [r[1] for r in rows], [r[2] for r in rows], n)
        means = [r[0] for r in rows]
        plot.line(bits, means, n, label=f"scale per {kind}", markers=True)
    plot.legend("above", columns=2)
    return fig


def figure_pruning() -> Figure:
    """Accuracy against the share cut, with and without tuning."""
    fig = Figure(480, 340, "Accuracy of the digit network against the share removed")
    runs, shares = recorded(), [50, 70, 80, 90, 95]
    plot = Plot(
        fig, (48, 97), (0, 100), xlabel="share removed, %", ylabel="test accuracy, %",
        xticks=shares, top=52,
    )  # fmt: skip
    plot.hline(runs["most frequent class"][0], "most frequent class", side="left")
    for n, kind in ((1, "weights"), (2, "units")):
        for k, extra in enumerate((", tuned", "")):
            means = [runs[f"{kind} {s}% cut{extra}"][0] for s in shares]
            series = n + 2 * k
            plot.line(shares, means, series, label=kind + extra, markers=True)
    plot.legend("above", columns=2)
    return fig
