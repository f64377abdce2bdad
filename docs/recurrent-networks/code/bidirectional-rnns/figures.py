"""Figures of the page on bidirectional recurrent networks."""

import re
from pathlib import Path

import numpy as np
import scratch

from roadmap.figures import Figure, Plot, heatmap


def figure_layer() -> Figure:
    """Two layers over four steps, read in opposite directions, joined at each step."""
    fig = Figure(480, 400, "A bidirectional layer over four steps")
    xs, width, height = (114, 214, 314, 414), 64, 44
    rows = ((246, 1, "forward", "right"), (158, 2, "backward", "left"))
    for t, x in enumerate(xs):
        fig.text(x, 366, f"$\\mathbf{{X}}_{t + 1}$", anchor="middle")
        fig.text(x, 390, f"step {t + 1}", anchor="middle", size=15, color="muted")
        # The input goes to both layers, the second time beside the first state.
        side = x - width / 2 - 9
        fig.line(x, 352, x, 326, stroke="axis")
        fig.line(side, 326, x, 326, stroke="axis")
        fig.arrow(x, 326, x, 246 + height / 2, stroke="axis")
        fig.line(side, 326, side, 200, stroke="axis")
        fig.line(side, 200, x - 14, 200, stroke="axis")
        fig.arrow(x - 14, 200, x - 14, 158 + height / 2, stroke="axis")
        # Both states go up to the output.
        fig.rect(x - 42, 58, 84, 40, radius=6, fill="4-soft", stroke=4)
        fig.text(x, 78, "$(N, 2h)$", anchor="middle", size=15)
        fig.arrow(x - 14, 158 - height / 2, x - 14, 98, stroke=2, width=2)
        right = x + width / 2 + 9
        fig.line(x + width / 2, 232, right, 232, stroke=1, width=2)
        fig.line(right, 232, right, 118, stroke=1, width=2)
        fig.line(right, 118, x + 14, 118, stroke=1, width=2)
        fig.arrow(x + 14, 118, x + 14, 98, stroke=1, width=2)
    for y, series, name, way in rows:
        fig.text(4, y - 34, name, size=15, color=series)
        for t, x in enumerate(xs):
            fig.rect(
                x - width / 2,
                y - height / 2,
                width,
                height,
                radius=6,
                fill=f"{series}-soft",
                stroke=series,
            )
            sign = "→" if way == "right" else "←"
            fig.text(x, y, f"{sign} $\\mathbf{{H}}_{t + 1}$", anchor="middle", size=15)
            if t and way == "right":
                fig.arrow(
                    xs[t - 1] + width / 2,
                    y + 8,
                    x - width / 2,
                    y + 8,
                    stroke=series,
                    width=2.5,
                )
            elif t:
                fig.arrow(
                    x - width / 2,
                    y - 8,
                    xs[t - 1] + width / 2,
                    y - 8,
                    stroke=series,
                    width=2.5,
                )
    fig.text(4, 36, "output: both states side by side", size=15, color=4)
    return fig


def figure_reach() -> Figure:
    """Which inputs a state depends on: measured derivatives, three cases."""
    fig = Figure(480, 228, "Derivative of the output at step t by the input at step s")
    steps = 5
    x, lengths = np.zeros((steps, 1, 1)), np.array([steps])
    parts = (("forward", (1.0, 0.0)), ("backward", (0.0, 1.0)), ("sum", (1.0, 1.0)))
    unit = (np.array([[1.0]]), np.array([[0.6]]), np.array([0.0]))
    for k, (name, weights) in enumerate(parts):
        reach = np.zeros((steps, steps))
        for t in range(steps):
            d_out = np.zeros((steps, 1, 2))
            d_out[t, 0] = weights
            reach[t] = scratch.backward(d_out, x, lengths, unit, unit)[2][:, 0, 0]
        cells = heatmap(
            fig,
            reach,
            34 + 154 * k,
            58,
            cell=27,
            row_labels=[str(t + 1) for t in range(steps)],
            column_labels=[str(t + 1) for t in range(steps)],
            annotate=False,
            vmax=1.2,
        )
        fig.text(cells.middle[0], 16, name, anchor="middle", bold=True)
    fig.text(34, 212, "row: output step; column: input step", size=15, color="muted")
    return fig


def figure_tagger() -> Figure:
    """Accuracy on ambiguous words: naive baseline, one direction, two directions."""
    fig = Figure(480, 300, "Accuracy on ambiguous words, five seeds each")
    plot = Plot(
        fig,
        (0.4, 4.6),
        (0, 100),
        ylabel="accuracy on ambiguous words, %",
        xticks=((1, "naive"), (2, "forward"), (3, "backward"), (4, "both")),
        yticks=(0, 20, 40, 60, 80, 100),
    )
    # Recorded lines: name, all words, ambiguous words.
    text = Path(__file__).with_name("tagger.out").read_text()
    names = ("most frequent tag", "forward", "backward", "both")
    found = [re.search(rf"^{name} .*?%  (\d+)%", text, re.M) for name in names]
    means = [int(match[1]) for match in found if match]
    plot.bars((1, 2, 3, 4), means, 1, width=0.6, values=[str(m) for m in means])
    return fig
