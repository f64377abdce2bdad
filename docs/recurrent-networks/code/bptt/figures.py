"""Figures of the page on backpropagation through time."""

from itertools import pairwise

import truncation

from roadmap.figures import Figure, Plot, box, op


def figure_unfolded() -> Figure:
    """Three copies of the layer: values forward, gradients back."""
    fig = Figure(480, 366, "A recurrent layer unfolded over three steps")
    xs, y_in, y_state, y_loss = (112, 248, 384), 306, 190, 66
    fig.text(8, y_state - 12, r"$\mathbf{H}_0$")
    fig.arrow(40, y_state - 12, xs[0] - 32, y_state - 12, stroke="ink", width=2)
    for t, x in enumerate(xs, start=1):
        box(fig, x, y_in, f"$\\mathbf{{X}}_{t}$", width=60, height=40)
        box(fig, x, y_state, f"$\\mathbf{{H}}_{t}$", width=60, height=66, series=1)
        op(fig, x, y_loss, f"$L_{t}$", radius=22, series=2)
        # Forward, on the left of each pair.
        fig.arrow(x - 10, y_in - 22, x - 10, y_state + 36, stroke="ink", width=2)
        fig.arrow(x - 10, y_state - 36, x - 10, y_loss + 23, stroke="ink", width=2)
        fig.text(x - 17, 256, r"$\mathbf{W}_x$", anchor="end")
        # Backward, dashed.
        fig.arrow(x + 10, y_loss + 23, x + 10, y_state - 36, stroke=2, dash="5 4")
        fig.arrow(x + 10, y_state + 36, x + 10, y_in - 22, stroke=2, dash="5 4")
        label = f"$\\delta_{t}\\mathbf{{W}}_x^{{⊤}}$"
        fig.text(x + 17, 256, label, color=2)
    for t, (left, right) in enumerate(pairwise(xs), start=2):
        a, b = left + 32, right - 32
        fig.arrow(a, y_state - 12, b, y_state - 12, stroke="ink", width=2)
        fig.arrow(b, y_state + 12, a, y_state + 12, stroke=2, dash="5 4")
        middle = (a + b) / 2
        fig.text(middle, y_state - 30, r"$\mathbf{W}_h$", anchor="middle")
        label = f"$\\delta_{t}\\mathbf{{W}}_h^{{⊤}}$"
        fig.text(middle, y_state + 32, label, anchor="middle", color=2)
    fig.line(16, 350, 48, 350, stroke="ink", width=2)
    fig.text(56, 350, "values, forward", size=15)
    fig.line(216, 350, 248, 350, stroke=2, width=2, dash="5 4")
    fig.text(256, 350, "gradients, backward", size=15)
    fig.text(8, 18, "same weights in every copy", size=15, color="muted")
    return fig


def figure_windows() -> Figure:
    """Windows of four steps: the state crosses the border, the gradient does not."""
    fig = Figure(480, 210, "Truncated BPTT in windows of four steps")
    left, wide, y = 12, 38, 76
    for w in range(3):
        x = left + w * 4 * wide
        fig.rect(x + 3, y - 34, 4 * wide - 6, 100, fill="ground", stroke="line")
        fig.text(x + 2 * wide, 24, f"window {w + 1}", anchor="middle", size=15)
    for t in range(1, 13):
        x = left + (t - 0.5) * wide
        fill = {3: "3-soft", 8: "2-soft"}.get(t, "paper")
        fig.rect(x - 13, y - 14, 26, 28, fill=fill, stroke="axis")
        fig.text(x, y, str(t), anchor="middle", size=15)
        if t < 12:
            fig.arrow(x + 13, y, x + wide - 13, y, stroke="ink", head=7)
    for w in range(3):
        start, end = left + (4 * w + 3.5) * wide, left + (4 * w + 0.5) * wide
        fig.arrow(start, y + 38, end, y + 38, stroke=2, width=2.25, dash="6 4")
        edge = left + w * 4 * wide
        if w:
            fig.line(edge, y + 24, edge, y + 54, stroke=2, width=4)
    fig.text(left + 2.5 * wide, 168, "bit to name", anchor="middle", size=15)
    fig.line(left + 2.5 * wide, 156, left + 2.5 * wide, y + 16, stroke=3, width=1.5)
    fig.text(left + 7.5 * wide, 168, "answer is due", anchor="middle", size=15)
    fig.line(left + 7.5 * wide, 156, left + 7.5 * wide, y + 16, stroke="axis")
    fig.text(
        left,
        194,
        "solid: state handed on; dashed: gradient, cut at the bars",
        size=15,
        color="muted",
    )
    return fig


def figure_accuracy() -> Figure:
    """Accuracy against the window: a step at the lag."""
    runs = truncation.results()
    fig = Figure(480, 320, "Accuracy jumps when the window is longer than the lag")
    at = list(range(len(truncation.WINDOWS)))
    plot = Plot(
        fig,
        (-0.3, len(at) - 0.7),
        (0.4, 1.02),
        xlabel="window of the gradient, in steps",
        ylabel="accuracy on new sequences",
        xticks=[(i, str(k)) for i, k in enumerate(truncation.WINDOWS)],
        yticks=[(v / 10, f"{v * 10}%") for v in (4, 5, 6, 7, 8, 9, 10)],
    )
    values = [[round(v, 3) for v in runs[k]] for k in truncation.WINDOWS]
    frozen = runs["frozen"]
    plot.vspan(-0.3, 3.5, series=2)
    plot.errorband(at, [min(v) for v in values], [max(v) for v in values], 1)
    plot.line(at, [sum(v) / len(v) for v in values], 1, markers=True)
    plot.hline(0.5, "guessing", side="right")
    plot.hline(round(sum(frozen) / len(frozen), 2), "readout only", side="right")
    plot.text(1.6, 0.95, "window too short", anchor="middle")
    return fig
