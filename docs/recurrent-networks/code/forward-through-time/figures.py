"""Figures of the page on forward propagation through time."""

from pathlib import Path

import numpy as np
import scratch

from roadmap.figures import Figure, Plot, box, connect


def panel(
    fig: Figure,
    left: float,
    top: float,
    title: str,
    inputs: tuple[int, ...],
    outputs: tuple[int, ...],
    steps: int = 3,
    feedback: bool = False,
) -> None:
    """One kind of task: states in a row, some inputs below and outputs above."""
    gap, wide = (58.0, 36) if steps > 3 else (70.0, 40)
    out_y, state_y, in_y = top + 52, top + 104, top + 156
    fig.text(left, top + 14, title, bold=True)
    before = None
    for k in range(steps):
        x = left + wide / 2 + k * gap
        state = box(fig, x, state_y, "", width=wide, height=30, series=1)
        if before is not None:
            connect(fig, before, state)
        if k in inputs:
            node = box(fig, x, in_y, "", width=wide, height=24, series=2)
            fig.arrow(x, node.top[1], x, state.bottom[1])
        if k in outputs:
            node = box(fig, x, out_y, "", width=wide, height=24, series=3)
            fig.arrow(x, state.top[1], x, node.bottom[1])
            if feedback and k + 1 < steps:
                end = left + (k + 1) * gap
                fig.arrow(
                    node.right[0], out_y, end + 8, state.top[1], stroke=3, dash="5 4"
                )
        before = state


def figure_tasks() -> Figure:
    """Four kinds of tasks: which steps have inputs and which have outputs."""
    fig = Figure(520, 410, "Which steps have an input, which have an output")
    every = (0, 1, 2)
    panel(fig, 14, 6, "many-to-one", every, (2,))
    panel(fig, 264, 6, "one-to-many", (0,), every, feedback=True)
    panel(fig, 14, 196, "many-to-many, aligned", every, every)
    panel(fig, 264, 196, "many-to-many, free", (0, 1), (2, 3), 4, feedback=True)
    y = 394
    for x, series, label in ((14, 2, "input"), (104, 1, "state"), (194, 3, "output")):
        fig.rect(x, y - 8, 18, 16, fill=f"{series}-soft", stroke=series)
        fig.text(x + 26, y, label)
    fig.line(290, y, 322, y, stroke=3, dash="5 4", width=1.75)
    fig.text(330, y, "fed back as input")
    return fig


def figure_packing() -> Figure:
    """A padded batch sorted by length; the real cells of each column are counted."""
    lengths = np.array([3, 8, 5, 1])
    _, alive, order = scratch.pack(np.zeros((8, 4, 1)), lengths)
    fig = Figure(480, 250, "A padded batch, its mask, and the rows per step")
    left, top, cell = 128, 40, 42
    fig.text(left - 12, 18, "step", anchor="end", color="muted")
    for t in range(8):
        fig.text(left + (t + 0.5) * cell, 18, str(t + 1), anchor="middle")
    for row, i in enumerate(order):
        y = top + row * cell
        fig.text(left - 12, y + cell / 2, f"length {lengths[i]}", anchor="end")
        for t in range(8):
            real = t < lengths[i]
            fig.rect(
                left + t * cell + 2,
                y + 2,
                cell - 4,
                cell - 4,
                fill="1-soft" if real else "none",
                stroke=1 if real else "line",
            )
            fig.text(
                left + (t + 0.5) * cell,
                y + cell / 2,
                str(int(real)),
                anchor="middle",
                color="ink" if real else "muted",
            )
    y = top + 4 * cell + 24
    fig.text(left - 12, y, "rows in use", anchor="end", bold=True)
    for t, n in enumerate(alive):
        fig.text(left + (t + 0.5) * cell, y, str(n), anchor="middle", bold=True)
    return fig


def recorded() -> dict[str, list[list[float]]]:
    """Curves of tagger.out: updates, and for each loss lowest, median, highest."""
    text = Path(__file__).with_name("tagger.out").read_text()
    head, *parts = text.split("at updates ")[1].split("\nloss over ")
    curves = {"updates": [[float(v) for v in head.split()]]}
    for part in parts:
        name, *rows = part.splitlines()
        curves[name] = [[float(v) for v in row.split()[1:]] for row in rows]
    return curves


def figure_tagger() -> Figure:
    """Accuracy during training: what is reported and what is true."""
    curves = recorded()
    (updates,) = curves["updates"]
    fig = Figure(480, 360, "Accuracy of a tagger with padding in its loss")
    plot = Plot(
        fig,
        (0, 150),
        (0, 100),
        xlabel="training updates",
        ylabel="accuracy (%)",
        xticks=(0, 50, 100, 150),
        yticks=(0, 25, 50, 75, 100),
        top=78,
    )
    for series, name, label in (
        (3, "real steps, on real steps", "masked loss, on real steps"),
        (2, "all slots, on all slots", "plain loss, on all slots (reported)"),
        (1, "all slots, on real steps", "plain loss, on real steps (true)"),
    ):
        low, middle, high = curves[name]
        plot.errorband(updates, low, high, series)
        plot.line(updates, middle, series, label=label, markers=True)
    plot.legend("above")
    return fig
