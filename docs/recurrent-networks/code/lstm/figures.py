"""Figures of the LSTM page."""

import memory
import numpy as np

from roadmap.figures import Figure, Plot, box, op


def figure_cell() -> Figure:
    """One LSTM cell: the cell state on top, four blocks below, the hidden state out."""
    fig = Figure(480, 350, "An LSTM cell: three gates act on the cell state")
    forget_x, input_x, cand_x, output_x, out_x = 95, 185, 280, 375, 440
    line_y, mix_y, gate_y, bus_y = 56, 130, 216, 290

    # The cell state: the only line that crosses the cell without a weight matrix.
    fig.line(8, line_y, forget_x - 19, line_y, stroke=1, width=4)
    fig.line(forget_x + 19, line_y, 213, line_y, stroke=1, width=4)
    fig.arrow(251, line_y, 474, line_y, stroke=1, width=4, head=13)
    fig.text(8, line_y - 26, r"$\mathbf{C}_{t-1}$", color="ink")
    fig.text(474, line_y - 26, r"$\mathbf{C}_t$", anchor="end")

    # The bus of both inputs.
    fig.line(8, bus_y, output_x, bus_y, stroke="ink", width=2)
    fig.text(8, bus_y - 24, r"$\mathbf{H}_{t-1}$")
    fig.line(40, 342, 40, bus_y, stroke="ink", width=2)
    fig.circle(40, bus_y, 4, fill="ink", stroke="none")
    fig.text(52, 328, r"$\mathbf{X}_t$")

    blocks = (
        (forget_x, "forget\n$\\sigma$", 76, 2),
        (input_x, "input\n$\\sigma$", 76, 3),
        (cand_x, "candidate\n$\\tanh$", 96, 4),
        (output_x, "output\n$\\sigma$", 76, 5),
    )
    tops = []
    for x, text, width, series in blocks:
        node = box(fig, x, gate_y, text, width=width, height=58, series=series)
        fig.arrow(x, bus_y, x, node.bottom[1], stroke="ink", width=2)
        tops.append(node.top[1])
    top = tops[0]

    keep = op(fig, forget_x, line_y, "×", series=2)
    add = op(fig, 232, line_y, "+", series=1)
    write = op(fig, 232, mix_y, "×", series=3)
    read = op(fig, out_x, mix_y + 22, "×", series=5)
    fig.arrow(forget_x, top, forget_x, keep.bottom[1], stroke=2, width=2)
    fig.line(input_x, top, input_x, mix_y, stroke=3, width=2)
    fig.arrow(input_x, mix_y, write.left[0], mix_y, stroke=3, width=2)
    fig.line(cand_x, top, cand_x, mix_y, stroke=4, width=2)
    fig.arrow(cand_x, mix_y, write.right[0], mix_y, stroke=4, width=2)
    fig.arrow(232, write.top[1], 232, add.bottom[1], stroke=3, width=2)
    fig.line(output_x, top, output_x, read.y, stroke=5, width=2)
    fig.arrow(output_x, read.y, read.left[0], read.y, stroke=5, width=2)
    fig.circle(out_x, line_y, 4, fill=1, stroke="none")
    squash = box(fig, out_x, 102, "$\\tanh$", width=62, height=34)
    fig.line(out_x, line_y, out_x, squash.top[1], stroke=1, width=2)
    fig.line(out_x, squash.bottom[1], out_x, read.top[1], stroke="ink", width=2)
    fig.line(out_x, read.bottom[1], out_x, bus_y, stroke="ink", width=2)
    fig.arrow(out_x, bus_y, 474, bus_y, stroke="ink", width=2)
    fig.text(474, bus_y - 24, r"$\mathbf{H}_t$", anchor="end")

    fig.text(forget_x + 9, 130, r"$\mathbf{F}_t$")
    fig.text(input_x - 9, 152, r"$\mathbf{I}_t$", anchor="end")
    fig.text(cand_x + 9, 152, r"$\mathbf{G}_t$")
    fig.text(output_x - 9, 168, r"$\mathbf{O}_t$", anchor="end")
    return fig


def figure_gates() -> Figure:
    """Gate values and cell state of a trained unit along one sequence."""
    trace = memory.gate_trace()
    steps = len(trace["bit"])
    t = np.arange(1, steps + 1)
    fig = Figure(480, 520, "Input gate opens and forget gate closes at flagged bits")
    ticks = (1, 5, 10, 15, 20)
    gates = Plot(
        fig,
        (0.5, steps + 0.5),
        (0, 1),
        box=(8, 78, 464, 220),
        xticks=ticks,
        yticks=(0, 0.5, 1),
        top=30,
    )
    cell = Plot(
        fig,
        (0.5, steps + 0.5),
        (-2, 2),
        box=(13.1, 306, 458.9, 206),  # steps stand under those of the gates
        xlabel="step $t$",
        ylabel="cell state $c_t$",
        xticks=ticks,
        yticks=(-2, -1, 0, 1, 2),
    )
    left = gates.at(0.5, 0)[0]
    wide = gates.at(1.5, 0)[0] - left
    fig.text(left, 18, "input bit; a flagged bit is to be kept", size=15)
    for k, (bit, flag) in enumerate(zip(trace["bit"], trace["flag"], strict=True)):
        x = left + k * wide
        fig.rect(
            x + 1,
            34,
            wide - 2,
            32,
            fill="3-soft" if flag else "paper",
            stroke=3 if flag else "line",
            stroke_width=2.5 if flag else 1,
        )
        fig.text(
            x + wide / 2, 50, "+" if bit > 0 else "−", anchor="middle", bold=flag > 0
        )
        if flag:
            for plot in (gates, cell):
                _, high, _, low = plot.box
                start, end = plot.at(k + 0.5, 0)[0], plot.at(k + 1.5, 0)[0]
                fig.rect(
                    start, high, end - start, low - high, fill="3-soft", stroke="none"
                )
    gates.line(t, trace["f"], 2, label="forget gate $f_t$", markers=True)
    gates.line(t, trace["i"], 3, label="input gate $i_t$", markers=True)
    gates.legend("above", columns=2)
    cell.hline(0)
    cell.line(t, trace["c"], 1, markers=True)
    return fig


def figure_gradient_norms() -> Figure:
    """Gradient of the state at step t, relative to the last step, four models."""
    norms = memory.gradient_norms()
    fig = Figure(480, 340, "Gradient norm falls fast in the RNN and stays in the LSTM")
    plot = Plot(
        fig,
        (1, 50),
        (1e-14, 100),
        xlabel="step $t$ (the loss is at step 50)",
        ylabel="gradient norm, step 50 = 1",
        xticks=(1, 10, 20, 30, 40, 50),
        yticks=tuple((10.0**k, f"$10^{{{k}}}$") for k in (-14, -10, -6, -2, 2)),
        yscale="log",
    )
    t = np.arange(1, 51)
    plot.line(t, norms["RNN"], 1)
    for series, bias in ((2, 0), (3, 1), (4, 3)):
        plot.line(t, norms[f"LSTM, forget bias {bias}"], series)
    plot.text(12, norms["LSTM, forget bias 3"][11], "LSTM, bias 3", dy=14)
    plot.text(9, norms["LSTM, forget bias 1"][8], "LSTM, bias 1", dy=20)
    plot.text(
        14,
        norms["LSTM, forget bias 0"][13],
        "LSTM, bias 0",
        dx=-8,
        dy=-14,
        anchor="end",
    )
    plot.text(20, norms["RNN"][19], "tanh RNN", dx=8, dy=14)
    return fig
