"""Figures of the page on efficient attention."""

from __future__ import annotations

from pathlib import Path

import memory
import numpy as np
import variants

from roadmap.figures import Figure, Plot


def figure_patterns() -> Figure:
    """Which pairs four patterns compute, for 16 positions."""
    fig = Figure(480, 516, "Four patterns of pairs for 16 positions")
    t, cell = 16, 12
    patterns = (
        ("causal, all pairs", variants.local(t, t)),
        ("local, window 4", variants.local(t, 4)),
        ("strided, stride 4", variants.strided(t, 4)),
        ("window and 2 global", variants.global_local(t, 3, 2)),
    )
    for n, (name, mask) in enumerate(patterns):
        x, y = 24 + 240 * (n % 2), 34 + 256 * (n // 2)
        fig.text(x, y - 16, name, bold=True, size=15)
        for i in range(t):
            start = None
            for j in range(t + 1):  # runs of neighbors become one rectangle
                on = j < t and mask[i, j]
                if on and start is None:
                    start = j
                if not on and start is not None:
                    width = (j - start) * cell
                    fig.rect(
                        x + start * cell, y + i * cell, width, cell,
                        fill=f"{n + 1}-soft", stroke="ground", stroke_width=0.5,
                    )  # fmt: skip
                    start = None
        fig.rect(x, y, t * cell, t * cell, fill="none", stroke="axis")
        note = f"{int(mask.sum())} of {t * t} pairs"
        fig.text(x, y + t * cell + 16, note, size=15, color="muted")
    return fig


def figure_tiles() -> Figure:
    """The tile that is in fast memory, and what is carried along a row of tiles."""
    fig = Figure(500, 330, "FlashAttention visits the score matrix tile by tile")
    x, y, cell = 130, 80, 50
    for i in range(4):
        for j in range(4):
            done = i == 1 and j < 2
            now = i == 1 and j == 2
            fill = "1-soft" if now else ("3-soft" if done or i == 0 else "paper")
            stroke, width = ("ink", 2.5) if now else ("axis", 1.5)
            fig.rect(x + j * cell, y + i * cell, cell, cell, fill=fill, stroke=stroke,
                     stroke_width=width)  # fmt: skip
    for j in range(4):
        fill = "1-soft" if j == 2 else "paper"
        fig.rect(x + j * cell, 34, cell, 30, fill=fill)
        fig.text(x + j * cell + 25, 49, f"$K_{j + 1}$", anchor="middle", size=15)
    for i in range(4):
        fill = "1-soft" if i == 1 else "paper"
        fig.rect(80, y + i * cell, 36, cell, fill=fill)
        fig.text(98, y + i * cell + 25, f"$Q_{i + 1}$", anchor="middle", size=15)
    fig.text(x, 16, "keys and values, in blocks", size=15, color="muted")
    fig.text(8, 105, "queries", size=15, color="muted")
    fig.text(x + 2.5 * cell, y + 1.5 * cell, "now", anchor="middle", size=15)
    fig.arrow(x + 8, y + 1.78 * cell, x + 1.95 * cell, y + 1.78 * cell)
    fig.text(340, 105, "carried along the row:", size=15)
    for n, text in enumerate(("$m$: maximum", "ℓ: sum", "$o$: output")):
        fig.text(340, 130 + 24 * n, text, size=15)
    fig.text(340, 216, "never stored:", size=15, color="muted")
    fig.text(340, 240, "all 16 tiles at once", size=15, color="muted")
    fig.text(x, 302, "blue: done and forgotten", size=15, color="muted")
    return fig


def recorded() -> dict[str, list[float]]:
    """Columns of the table that memory.py printed."""
    lines = Path(__file__).with_name("memory.out").read_text().splitlines()[2:6]
    rows = [[float(x) for x in line.split()] for line in lines]
    names = ("T", "plain", "m_plain", "blocked", "m_blocked", "linear")
    return dict(zip(names, map(list, zip(*rows, strict=True)), strict=True))


def figure_memory() -> Figure:
    """Peak memory against length: measured points, modelled lines."""
    fig = Figure(480, 340, "Peak memory of attention against length")
    data = recorded()
    plot = Plot(
        fig, (400, 300_000), (0.4, 1e6), xscale="log", yscale="log", right=84,
        xlabel="length $T$", ylabel="MiB at the peak",
        xticks=[(1e3, "1,000"), (1e4, "10,000"), (1e5, "100,000")],
        yticks=[(1, "1"), (100, "100"), (1e4, "10,000"), (1e6, "1,000,000")],
    )  # fmt: skip
    ts = np.geomspace(512, 262_144, 28)
    plain = [memory.model(int(t))[0] / 2**20 for t in ts]
    blocked = [memory.model(int(t))[1] / 2**20 for t in ts]
    plot.line(ts, plain, 2, label="plain")
    plot.line(ts, blocked, 1, label="blocked")
    plot.scatter(data["T"], data["plain"], 2)
    plot.scatter(data["T"], data["blocked"], 1)
    plot.hline(8192, "8 GiB", side="left")
    plot.direct_labels()
    return fig
