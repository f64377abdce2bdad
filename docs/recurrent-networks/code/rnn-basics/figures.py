"""Figures of the page on the basic recurrent layer."""

import numpy as np
import parity
import scratch

from roadmap.figures import Figure, Plot, box, connect


def figure_unrolled() -> Figure:
    """The loop on the left, the same layer unrolled over three steps on the right."""
    fig = Figure(560, 290, "A recurrent layer as a loop, and unrolled over three steps")
    state_y, in_y, out_y = 150, 254, 46

    loop = box(fig, 70, state_y, r"$\mathbf{H}_t$", width=64, height=48, series=1)
    x = box(fig, 70, in_y, r"$\mathbf{X}_t$", width=64, height=38)
    y = box(fig, 70, out_y, r"$\mathbf{Y}_t$", width=64, height=38)
    fig.arrow(70, x.top[1], 70, loop.bottom[1], stroke=2, width=2.25)
    fig.arrow(70, loop.top[1], 70, y.bottom[1], stroke=3, width=2.25)
    right, low, high = 124, state_y + 10, state_y - 40
    fig.polyline(
        [(102, high + 30), (right, high + 30), (right, low)], stroke=4, width=2.25
    )
    fig.arrow(right, low, 102, low, stroke=4, width=2.25)
    fig.text(60, 203, r"$\mathbf{W}_x$", anchor="end")
    fig.text(60, 96, r"$\mathbf{W}_y$", anchor="end")
    fig.text(106, 182, r"$\mathbf{W}_h$")
    fig.text(178, state_y, "=", size=26, anchor="middle")

    before = box(fig, 226, state_y, r"$\mathbf{H}_0$", width=46, height=48)
    for t, centre in enumerate((316, 416, 516), start=1):
        state = box(
            fig, centre, state_y, rf"$\mathbf{{H}}_{t}$", width=52, height=48, series=1
        )
        x = box(fig, centre, in_y, rf"$\mathbf{{X}}_{t}$", width=52, height=38)
        y = box(fig, centre, out_y, rf"$\mathbf{{Y}}_{t}$", width=52, height=38)
        connect(fig, before, state, series=4)
        fig.text(
            (before.right[0] + state.left[0]) / 2 - 2,
            state_y - 20,
            r"$\mathbf{W}_h$",
            anchor="middle",
        )
        fig.arrow(centre, x.top[1], centre, state.bottom[1], stroke=2, width=2.25)
        fig.arrow(centre, state.top[1], centre, y.bottom[1], stroke=3, width=2.25)
        fig.text(centre - 9, 203, r"$\mathbf{W}_x$", anchor="end")
        fig.text(centre - 9, 96, r"$\mathbf{W}_y$", anchor="end")
        before = state
    return fig


def figure_pulse() -> Figure:
    """One unit after one pulse, three recurrent weights."""
    fig = Figure(480, 290, "What is left of a pulse, for three recurrent weights")
    plot = Plot(
        fig,
        (1, 20),
        (0, 1),
        xlabel="step $t$ (pulse at step 1, then silence)",
        ylabel="state $h_t$",
        xticks=(1, 5, 10, 15, 20),
        yticks=(0, 0.25, 0.5, 0.75, 1),
        right=90,
    )
    t = np.arange(1, 21)
    for series, w_h in ((1, 2.0), (2, 1.0), (3, 0.5)):
        path = scratch.pulse(w_h, 20)
        plot.line(t, path, series, label=f"$w_h = {w_h:g}$", markers=True)
    plot.direct_labels()
    return fig


def figure_parity() -> Figure:
    """Accuracy against length: recurrent layer and dense network."""
    curves, _, _, _ = parity.results()
    fig = Figure(480, 320, "Running parity: accuracy against length")
    plot = Plot(
        fig,
        (1, 40),
        (40, 104),
        xlabel="length of the sequence",
        ylabel="accuracy (%)",
        xticks=(1, 10, 20, 30, 40),
        yticks=(40, 50, 60, 70, 80, 90, 100),
        top=30,
    )
    plot.vspan(1, 10, series=3)
    plot.hline(50, "coin", side="right")
    for series, kind, label in (
        (1, "rnn", "recurrent layer"),
        (2, "dense", "dense network"),
    ):
        values = 100 * curves[kind]
        plot.errorband(parity.LENGTHS, values.min(axis=0), values.max(axis=0), series)
        middle = np.median(values, axis=0)
        plot.line(parity.LENGTHS, middle, series, label=label, markers=True)
    plot.text(5.5, 66, "in training", anchor="middle")
    plot.legend("above", columns=2)
    return fig
