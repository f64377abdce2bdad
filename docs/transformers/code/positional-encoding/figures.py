"""Figures of the positional encoding page."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import scratch

from roadmap.figures import Figure, Plot, heatmap


def figure_sinusoidal() -> Figure:
    """The encoding of 12 positions in 8 features."""
    fig = Figure(480, 306, "Sinusoidal encoding of positions 0 to 11")
    values = scratch.sinusoidal(np.arange(12), 8)  # (12, 8)
    heatmap(
        fig, values.T, 68, 52, cell=29,
        row_labels=[str(j) for j in range(8)],
        column_labels=[str(t) for t in range(12)],
        annotate=False,
    )  # fmt: skip
    fig.text(242, 14, "position $t$", anchor="middle")
    fig.text(22, 168, "feature", anchor="middle", rotate=-90)
    for m in range(4):
        fig.text(424, 81 + 58 * m, f"$m$ = {m}", size=15, color="muted")
    fig.text(242, 296, "orange: negative", anchor="middle", size=15, color="muted")
    return fig


def figure_rotation() -> Figure:
    """The same query and key at positions (1, 0) and (3, 2), one pair, speed 1."""
    fig = Figure(480, 262, "Rotary encoding turns query and key, their angle stays")
    q, k = np.array([[1.0, 2.0]]), np.array([[2.0, 1.0]])
    for x, i, j in ((124, 1, 0), (356, 3, 2)):
        y, scale = 124, 40
        fig.circle(x, y, scale * np.sqrt(5), fill="none", stroke="line")
        fig.line(x - 104, y, x + 104, y, stroke="axis")
        fig.line(x, y - 104, x, y + 104, stroke="axis")
        for v, at, series, name in ((q, i, 1, "q"), (k, j, 2, "k")):
            a, b = scratch.rotary(v, np.array([at]))[0]
            dash = "" if series == 1 else "6 4"
            tip = x + scale * a, y - scale * b
            fig.arrow(x, y, *tip, stroke=series, width=3, dash=dash)
            end = x + 1.15 * scale * a, y - 1.15 * scale * b
            label = f"$\\mathbf{{{name}}}_{at}$"
            fig.text(*end, label, anchor="middle", halo="ground")
        score = scratch.rotary(q, np.array([i])) @ scratch.rotary(k, np.array([j])).T
        note = f"at {i} and {j}: score {score.item():.2f}".replace("-", "−")
        fig.text(x, 246, note, anchor="middle", size=15)
    return fig


def figure_extrapolation() -> Figure:
    """Accuracy by position, read from the recorded run."""
    fig = Figure(480, 330, "Accuracy by position for five encodings")
    lines = Path(__file__).with_name("extrapolation.out").read_text().splitlines()
    ends = [float(v) for v in lines[1].split()[2:10]]
    plot = Plot(
        fig, (0, 64), (50, 102), xlabel="position", ylabel="accuracy (%)", right=92,
        xticks=(0, 16, 32, 48, 64), yticks=(50, 60, 70, 80, 90, 100),
    )  # fmt: skip
    plot.vspan(0, 16, 6)
    for series, line in enumerate(lines[2:], 1):
        name, *values = line.split()[:9]
        centers = [e - 4 for e in ends]
        plot.line(centers, [float(v) for v in values], series, label=name)
    plot.text(8, 53, "trained", anchor="middle")
    plot.direct_labels()
    return fig
