"""Figures of the page on RoBERTa, ALBERT and T5."""

from __future__ import annotations

import scratch

from roadmap.figures import Figure, Plot


def figure_spans() -> Figure:
    """Span corruption on the worked example."""
    fig = Figure(560, 196, "Span corruption of a sentence")
    rows = [
        ("text", "the old bridge across the river was closed after the storm"),
        ("input", "the old <0> across the river was <1> storm"),
        ("target", "<0> bridge <1> closed after the <2>"),
    ]
    hidden = {2, 7, 8, 9}
    for r, (name, line) in enumerate(rows):
        y, x = 36 + 62 * r, 66
        fig.text(4, y, name, size=15, color="muted")
        for i, word in enumerate(line.split()):
            width = 7 * len(word) + 10
            marked = word.startswith("<") or (r == 0 and i in hidden)
            if marked:
                soft = "3-soft" if word.startswith("<") else "2-soft"
                fig.rect(x - 1, y - 15, width - 2, 30, fill=soft, stroke="axis")
            fig.text(x + width / 2 - 2, y, word, anchor="middle", size=14)
            x += width
    return fig


def figure_buckets() -> Figure:
    """Bucket against distance to the left."""
    fig = Figure(480, 280, "T5 bucket against distance")
    plot = Plot(fig, (0, 160), (0, 17), xlabel="distance to the left", ylabel="bucket")
    n = list(range(161))
    plot.line(n, [scratch.bucket(-i) for i in n], 1)
    plot.vline(128, "128")
    return fig
