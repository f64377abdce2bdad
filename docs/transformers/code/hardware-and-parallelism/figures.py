"""Figures of the page on hardware and parallelism."""

from __future__ import annotations

import costs
import numpy as np
import pipeline

from roadmap.figures import Figure, Plot


def figure_roofline() -> Figure:
    """Attainable rate against intensity, with four matrix products."""
    fig = Figure(480, 330, "Roofline of an A100 with four matrix products")
    plot = Plot(
        fig, (0.5, 4000), (0.8, 700), xscale="log", yscale="log",
        xlabel="intensity, FLOPs per byte", ylabel="TFLOP/s", right=24,
        xticks=[(1, "1"), (10, "10"), (100, "100"), (1000, "1,000")],
        yticks=[(1, "1"), (10, "10"), (100, "100")],
    )  # fmt: skip
    ridge = costs.PEAK / costs.BANDWIDTH
    xs = [0.5, ridge, 4000]
    plot.line(xs, [costs.attainable(x, 1.0) / 1e12 for x in xs], 1)
    plot.vline(ridge, "ridge, 153", side="left")
    right, left = (16, 14, "start"), (-14, 2, "end")
    places = {1: right, 16: right, 128: left, 4096: (0, 24, "middle")}
    for n in places:
        flops, moved = costs.matmul(n, 4096, 4096)
        rate = costs.attainable(flops, moved) / 1e12
        plot.scatter([flops / moved], [rate], 2)
        dx, dy, anchor = places[n]
        plot.text(flops / moved, rate, f"$N$ = {n}", dx=dx, dy=dy, anchor=anchor)
    return fig


def figure_pipeline() -> Figure:
    """GPipe schedule of 4 devices with 4 micro-batches."""
    fig = Figure(480, 232, "Pipeline schedule of 4 devices and 4 micro-batches")
    p, m, cell = 4, 4, 29
    table = pipeline.schedule(p, m)
    x, y = 64, 40
    for device in range(p):
        fig.text(8, y + device * 36 + 15, f"dev. {device + 1}", size=15)
        for time in range(2 * (m + p - 1)):
            n = table.get((device, time), 0)
            fill = "paper" if n == 0 else ("1-soft" if n > 0 else "2-soft")
            left = x + time * (cell - 0.5)
            fig.rect(left, y + device * 36, cell - 0.5, 30, fill=fill)
            if n:
                fig.text(left + cell / 2, y + device * 36 + 15, f"{abs(n)}", size=15,
                         anchor="middle")  # fmt: skip
    fig.text(x, 20, "forward", bold=True, size=15, color=1)
    fig.text(x + 8 * cell, 20, "backward", bold=True, size=15, color=2)
    fig.text(x, 200, "time; empty cells are the bubble, 43%", size=15, color="muted")
    return fig


def figure_memory() -> Figure:
    """Bytes per device for 7 billion parameters and the ZeRO stages."""
    fig = Figure(480, 300, "Memory per device of a 7-billion-parameter model")
    plot = Plot(
        fig, (0.4, 4.6), (0, 130), ylabel="GB per device, 8 devices",
        xticks=[(i + 1, f"stage {i}") for i in range(4)], top=29,
    )  # fmt: skip
    base = np.zeros(4)
    for n, (name, part, stage) in enumerate(
        (("states", 12, 1), ("gradients", 2, 2), ("weights", 2, 3))
    ):
        top = base + [7 * part / (8 if s >= stage else 1) for s in range(4)]
        for i in range(4):
            label = name if i == 0 else ""
            plot.bars([i + 1], [top[i]], n + 1, base=base[i], width=0.6, label=label)
        base = top
    for i in range(4):
        plot.text(i + 1, base[i], f"{base[i]:.4g}", dy=-12, anchor="middle")
    plot.legend("above", columns=3)
    return fig
