"""Figures of the multi-head self-attention page."""

from __future__ import annotations

import numpy as np
import scaling
import scratch

from roadmap.figures import Figure, Plot, box, heatmap, matrix


def figure_data_flow() -> Figure:
    """The whole layer from X to Y, with the shape of every tensor."""
    fig = Figure(480, 668, "Data flow of multi-head self-attention with shapes")
    columns = [(96, "Q", 1), (232, "K", 2), (368, "V", 3)]
    top = box(fig, 232, 32, r"$\mathbf{X}$", width=76, height=40)
    fig.text(280, 32, "$(N, T, d)$", color="muted", size=15)
    for x, name, series in columns:
        y0 = top.bottom[1]
        if x == 232:
            fig.arrow(x, y0, x, 92)
        else:
            fig.polyline([(232, y0 + 16), (x, y0 + 16)], stroke="ink", width=1.75)
            fig.arrow(x, y0 + 16, x, 92)
        label = f"$\\mathbf{{X}}\\mathbf{{W}}_{name}$"
        box(fig, x, 112, label, width=96, height=40, series=series)
        fig.arrow(x, 132, x, 178)
        fig.text(x + 10, 154, "split", size=15, color="muted")
        head = f"$\\mathbf{{{name}}}$"
        box(fig, x, 198, head, width=96, height=40, series=series)
        fig.text(x, 232, "$(N, h, T, d_k)$", anchor="middle", color="muted", size=15)

    mid, right = 164, 368  # center of the score column, column of V
    rows = [
        (292, r"$\mathbf{Q}\mathbf{K}^{T}$", "$(N, h, T, T)$"),
        (356, r"divide by √$d_k$", ""),
        (420, "mask with −∞", ""),
        (484, "softmax over keys", "$(N, h, T, T)$"),
    ]
    fig.arrow(96, 246, 130, 272)
    fig.arrow(232, 246, 198, 272)
    for i, (y, label, shape) in enumerate(rows):
        box(fig, mid, y, label, width=184, height=40)
        if shape:
            fig.text(266, y - 1, shape, color="muted", size=15)
        if i:
            fig.arrow(mid, y - 44, mid, y - 20)
    fig.arrow(mid, 504, mid, 538)
    fig.text(mid + 10, 520, r"weights $\mathbf{A}$", size=15)
    fig.arrow(right, 246, right, 538)
    box(fig, 266, 558, r"$\mathbf{A}\mathbf{V}$", width=292, height=40)
    fig.text(266, 590, "$(N, h, T, d_k)$", anchor="middle", color="muted", size=15)
    fig.arrow(200, 578, 200, 622)
    fig.text(190, 600, "merge", size=15, color="muted", anchor="end")
    label = r"concatenated heads $\mathbf{W}_O$"
    box(fig, 232, 642, label, width=228, height=40)
    fig.text(356, 642, "$(N, T, d)$", size=15, color="muted")
    return fig


def figure_weights() -> Figure:
    """Attention weights of the worked example without and with a causal mask."""
    fig = Figure(520, 264, "Attention weights without and with a causal mask")
    words = scratch.WORDS
    for x, title, mask in [
        (62, "no mask", None),
        (322, "causal mask", scratch.causal_mask(3)),
    ]:
        weights = scratch.worked_weights(mask)
        fig.text(x + 87, 16, title, anchor="middle", bold=True)
        fig.text(x + 87, 40, "key", anchor="middle", color="muted", size=15)
        heatmap(
            fig, weights, x, 82, cell=58, row_labels=words, column_labels=words,
            vmax=1.0,
        )  # fmt: skip
    fig.text(4, 66, "query", color="muted", size=15)
    fig.text(264, 66, "query", color="muted", size=15)
    return fig


def figure_scaling() -> Figure:
    """Score variance and softmax saturation against d_k."""
    fig = Figure(480, 560, "Score variance and softmax slope against d_k")
    runs = [scaling.measure(size) for size in scaling.SIZES]
    panels = [
        ("variance of the scores", "variance", "scaled_variance", (0.3, 4000), "log"),
        (
            "trace of the softmax Jacobian, 16 keys",
            "raw_slope",
            "scaled_slope",
            (0.0, 1.0),
            "linear",
        ),
    ]
    for i, (label, raw, scaled, limits, scale) in enumerate(panels):
        plot = Plot(
            fig,
            (0.8, 1300),
            limits,
            box=(8, 8 + 280 * i, 464, 264),
            xscale="log",
            yscale=scale,
            xlabel=r"$d_k$",
            ylabel=label,
            xticks=[(s, str(s)) for s in scaling.SIZES],
            right=88,
        )
        plot.line(
            scaling.SIZES, [m[raw] for m in runs], 2, label="unscaled", markers=True
        )
        plot.line(
            scaling.SIZES, [m[scaled] for m in runs], 1, label="scaled", markers=True
        )
        plot.direct_labels()
    return fig


def figure_split_heads() -> Figure:
    """Splitting four features into two heads, rightly and wrongly."""
    x = np.arange(12).reshape(1, 3, 4)
    right = scratch.split_heads(x, 2)[0]
    wrong = x.reshape(1, 2, 3, 2)[0]
    fig = Figure(480, 398, "Splitting a (3, 4) matrix into two heads")
    left = {(i, j): 1 if j < 2 else 2 for i in range(3) for j in range(4)}
    cells = matrix(fig, x[0], 16, 146, cell=36, highlight=left)
    fig.text(cells.x + 72, 122, r"$\mathbf{Q}$, one row per token", anchor="middle")
    fig.text(cells.x + 72, 274, "shape (3, 4)", anchor="middle", color="muted", size=15)
    for y, title, heads in [
        (48, "to (3, 2, 2), then swap axes", right),
        (250, "straight to (2, 3, 2): wrong", wrong),
    ]:
        fig.text(226, y - 26, title, bold=True, size=15)
        for n, head in enumerate(heads):
            colors = {
                (i, j): 1 if int(head[i, j]) % 4 < 2 else 2
                for i in range(3)
                for j in range(2)
            }
            part = matrix(
                fig, head, 242 + 130 * n, y, cell=36, highlight=colors, frame=0
            )
            note = f"head {n + 1}"
            fig.text(part.x + 36, y + 124, note, anchor="middle", size=15)
    fig.arrow(172, 176, 226, 124)
    fig.arrow(172, 224, 226, 284, stroke="muted", dash="5 4")
    return fig
