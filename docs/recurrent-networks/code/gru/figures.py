"""Figures of the GRU page."""

import compare
import numpy as np
import scratch

from roadmap.figures import Figure, Plot, box, matrix, op


def figure_cell() -> Figure:
    """One GRU cell: the state on top is blended with a candidate."""
    fig = Figure(480, 350, "A GRU cell: one state, two gates")
    line_y, mix_y, gate_y, bus_y = 56, 134, 226, 300
    keep_x, add_x, write_x = 200, 400, 400
    reset_x, update_x, cand_x = 80, 200, 400

    fig.line(8, line_y, keep_x - 19, line_y, stroke=1, width=4)
    fig.line(keep_x + 19, line_y, add_x - 19, line_y, stroke=1, width=4)
    fig.arrow(add_x + 19, line_y, 474, line_y, stroke=1, width=4, head=13)
    fig.text(8, line_y - 28, r"$\mathbf{H}_{t-1}$")
    fig.text(474, line_y - 28, r"$\mathbf{H}_t$", anchor="end")

    # The old state and the input go to both gates; the candidate sees r times it.
    fig.line(30, line_y, 30, bus_y, stroke="ink", width=2)
    fig.circle(30, line_y, 4, fill=1, stroke="none")
    fig.line(30, bus_y, update_x, bus_y, stroke="ink", width=2)
    fig.text(40, bus_y + 20, r"$\mathbf{H}_{t-1}$ and $\mathbf{X}_t$", size=15)

    reset = box(fig, reset_x, gate_y, "reset\n$\\sigma$", width=82, height=58, series=2)
    update = box(
        fig, update_x, gate_y, "update\n$\\sigma$", width=82, height=58, series=3
    )
    cand = box(
        fig, cand_x, gate_y, "candidate\n$\\tanh$", width=100, height=58, series=4
    )
    for node in (reset, update):
        fig.arrow(node.x, bus_y, node.x, node.bottom[1], stroke="ink", width=2)
    fig.line(cand_x, 330, cand_x, bus_y, stroke="ink", width=2)
    fig.arrow(cand_x, bus_y, cand_x, cand.bottom[1], stroke="ink", width=2)
    fig.text(cand_x + 12, 322, r"$\mathbf{X}_t$")

    keep = op(fig, keep_x, line_y, "×", series=3)
    add = op(fig, add_x, line_y, "+", series=1)
    write = op(fig, write_x, mix_y, "×", series=4)
    gate = op(fig, 290, gate_y, "×", series=2)
    fig.arrow(update_x, update.top[1], update_x, keep.bottom[1], stroke=3, width=2)
    fig.line(update_x, mix_y, write.left[0], mix_y, stroke=3, width=2)
    fig.arrow(370, mix_y, write.left[0], mix_y, stroke=3, width=2)
    fig.circle(update_x, mix_y, 4, fill=3, stroke="none")
    fig.text(update_x - 10, 112, r"$\mathbf{U}_t$", anchor="end")
    fig.text(292, mix_y - 16, r"$1 - \mathbf{U}_t$", anchor="middle")
    fig.arrow(cand_x, cand.top[1], cand_x, write.bottom[1], stroke=4, width=2)
    fig.text(cand_x + 10, 176, r"$\mathbf{G}_t$")
    fig.arrow(cand_x, write.top[1], cand_x, add.bottom[1], stroke=4, width=2)
    # Reset path: above the update box, down to the product, then to the candidate.
    fig.line(reset_x, reset.top[1], reset_x, 172, stroke=2, width=2)
    fig.line(reset_x, 172, 290, 172, stroke=2, width=2)
    fig.arrow(290, 172, 290, gate.top[1], stroke=2, width=2)
    fig.text(reset_x + 10, 154, r"$\mathbf{R}_t$")
    fig.line(update_x, bus_y, 290, bus_y, stroke="ink", width=2)
    fig.arrow(290, bus_y, 290, gate.bottom[1], stroke="ink", width=2)
    fig.text(300, bus_y - 18, r"$\mathbf{H}_{t-1}$", size=15)
    fig.arrow(gate.right[0], gate_y, cand.left[0], gate_y, stroke=2, width=2)
    return fig


def figure_reset() -> Figure:
    """The same state, gate and matrix in both orders, two units."""
    fig = Figure(480, 300, "Reset gate before and after the matrix product")
    w = np.array([[0.0, 3.0], [5.0, 0.0]])
    h, r = np.array([[1.0, 2.0]]), np.array([[1.0, 0.0]])
    before, after = scratch.two_units(after=False), scratch.two_units(after=True)
    rows = (
        (40, "before: gate, then matrix (paper)", [(h, 1), (r, 2), (w, 0)], before),
        (190, "after: matrix, then gate (PyTorch)", [(h, 1), (w, 0), (r, 2)], after),
    )
    names = {1: r"$\mathbf{h}$", 2: r"$\mathbf{r}$", 0: r"$\mathbf{W}_{hg}$"}
    for y, title, parts, result in rows:
        fig.text(8, y - 22, title, bold=True)
        x = 12
        for i, (values, series) in enumerate(parts):
            if i:  # the sign in front: a gate multiplies entry by entry
                sign = r"$\odot$" if series == 2 else "·"
                fig.text(x + 13, y + 62, sign, anchor="middle", size=20)
                x += 26
            cells = matrix(
                fig,
                values,
                x,
                y + 20 if len(values) == 2 else y + 41,
                cell=42,
                label=names[series],
                highlight={(0, k): series for k in range(2)} if series else {},
            )
            x = cells.right
        fig.text(x + 20, y + 62, "=", anchor="middle", size=20)
        matrix(
            fig,
            result[None],
            x + 42,
            y + 41,
            cell=42,
            label="candidate hears",
            highlight={(0, k): 4 for k in range(2)},
        )
    return fig


def figure_long_counts() -> Figure:
    """Accuracy at each step of sequences far longer than those of training."""
    fig = Figure(480, 320, "Counting: the LSTM holds out longer than the GRU")
    plot = Plot(
        fig,
        (1, 300),
        (0.5, 1.0),
        xlabel="step $t$ (training ended at step 20)",
        ylabel="accuracy",
        xticks=(20, 100, 200, 300),
        yticks=(0.5, 0.6, 0.7, 0.8, 0.9, 1.0),
    )
    plot.vline(20)
    at = np.arange(9, 300, 10)
    t = at + 1
    for series, (cell, h, bias) in ((1, compare.COUNT[1]), (2, compare.COUNT[0])):
        _, params = compare.train(cell, h, bias, compare.count_batch, 400)
        right = compare.long_counts(cell, params)  # (S, T)
        smooth = np.stack([right[:, max(0, k - 9) : k + 1].mean(axis=1) for k in at])
        plot.errorband(t, smooth.min(axis=1), smooth.max(axis=1), series)
        plot.line(t, smooth.mean(axis=1), series)
        plot.text(190, smooth.mean(axis=1)[18], cell, dy=-14 if series == 1 else 26)
    return fig
