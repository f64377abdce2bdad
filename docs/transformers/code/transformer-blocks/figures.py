"""Figures of the page on transformer blocks."""

from __future__ import annotations

from pathlib import Path

from roadmap.figures import Figure, Plot, box, op


def column(fig: Figure, x: float, title: str, pre: bool) -> None:
    """One block from bottom to top, with its two shortcuts."""
    fig.text(x, 16, title, anchor="middle", bold=True)
    fig.text(x, 466, r"$\mathbf{X}$  $(N, T, d)$", anchor="middle")
    y = 450.0
    for name, series in (("attention", 1), ("feedforward", 2)):
        start = y - 12
        names = [("layer norm", 0), (name, series)] if pre else [(name, series)]
        for text, color in names:
            fig.arrow(x, y, x, y - 26)
            y -= 44
            box(fig, x, y, text, width=124, height=36, series=color)
            y -= 18
        fig.arrow(x, y, x, y - 18)
        add = op(fig, x, y - 34, "+", series=3)
        side = x + 84
        fig.polyline([(x, start), (side, start), (side, add.y)], stroke=3, width=2.5)
        fig.arrow(side, add.y, add.right[0], add.y, stroke=3, width=2.5)
        y = add.top[1]
        if not pre:
            fig.arrow(x, y, x, y - 18)
            box(fig, x, y - 36, "layer norm", width=124, height=36)
            y -= 54
    fig.arrow(x, y, x, 34)


def figure_blocks() -> Figure:
    """Post-norm and pre-norm block side by side."""
    fig = Figure(480, 484, "Post-norm block and pre-norm block")
    column(fig, 110, "post-norm (2017)", False)
    column(fig, 350, "pre-norm", True)
    return fig


def figure_depth() -> Figure:
    """Gradient norms in the first block by depth, from depth.out."""
    fig = Figure(480, 330, "Gradient norm in the first block against depth")
    lines = Path(__file__).with_name("depth.out").read_text().splitlines()[2:8]
    rows = [[float(v) for v in line.split()] for line in lines]
    depths = [r[0] for r in rows]
    plot = Plot(
        fig, (0.9, 36), (1e-16, 1e8), xscale="log", yscale="log", right=92,
        xlabel="blocks", ylabel="gradient norm, first block",
        xticks=[(d, f"{d:.0f}") for d in depths],
        yticks=[(10.0**e, f"$10^{{{e}}}$") for e in (-15, -10, -5, 0, 5)],
    )  # fmt: skip
    names = ("plain", "residual", "post-norm", "pre-norm")
    for i, name in enumerate(names):
        plot.line(depths, [r[1 + 2 * i] for r in rows], i + 1, label=name, markers=True)
    plot.direct_labels()
    return fig
