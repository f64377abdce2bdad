"""Figures of the page on forward propagation; numbers from scratch.py."""

import numpy as np
import scratch

from roadmap.figures import Figure, matrix


def figure_shapes() -> Figure:
    """The matrices of one layer as rectangles, equal sides in equal colors."""
    n, d_in, d_out = 68, 88, 48
    fig = Figure(480, 190, "Shapes of one layer: rows, inputs and units")
    middle = 100

    def block(x: float, w: float, h: float, name: str) -> None:
        fig.rect(x, middle - h / 2, w, h, fill="paper", stroke="axis")
        fig.text(x + w / 2, middle, name, anchor="middle")

    def top(x: float, w: float, h: float, label: str, color: int) -> None:
        y = middle - h / 2
        fig.line(x, y, x + w, y, stroke=color, width=3.5)
        fig.text(x + w / 2, y - 13, label, anchor="middle", color=color)

    def side(x: float, h: float, label: str, color: int) -> None:
        fig.line(x, middle - h / 2, x, middle + h / 2, stroke=color, width=3.5)
        fig.text(x - 7, middle, label, anchor="end", color=color)

    a, w, b, z, out = 28, 160, 234, 328, 418
    block(a, d_in, n, r"$\mathbf{A}^{(l-1)}$")
    side(a, n, "$N$", 3)
    top(a, d_in, n, "$d_{l-1}$", 1)
    block(w, d_out, d_in, r"$\mathbf{W}^{(l)}$")
    side(w, d_in, "$d_{l-1}$", 1)
    top(w, d_out, d_in, "$d_l$", 2)
    fig.text((w + d_out + b) / 2, middle, "+", anchor="middle", size=18)
    block(b, d_out, 30, r"$\mathbf{b}^{(l)}$")
    top(b, d_out, 30, "$d_l$", 2)
    fig.text(b + d_out + 15, middle, "=", anchor="middle", size=18)
    block(z, d_out, n, r"$\mathbf{Z}^{(l)}$")
    side(z, n, "$N$", 3)
    top(z, d_out, n, "$d_l$", 2)
    fig.arrow(z + d_out + 5, middle, out - 5, middle)
    fig.text((z + d_out + out) / 2, middle - 16, "$f$", anchor="middle")
    block(out, d_out, n, r"$\mathbf{A}^{(l)}$")
    top(out, d_out, n, "$d_l$", 2)
    fig.text(240, 176, "equal colors: sizes that must be equal", anchor="middle")
    return fig


def figure_falk() -> Figure:
    """The worked example with each product at the crossing of row and column."""
    x, layers = scratch.worked_network()
    (w1, b1), (w2, b2) = layers
    zs, activations = scratch.forward(x, layers)
    p = np.round(scratch.softmax(zs[1]), 2)
    fig = Figure(480, 316, "Forward pass of a 2-2-2 network, product by product")
    cell = {"cell": 36, "size": 14}
    up, mid, down = 34, 122, 214

    def product(left: float, a: np.ndarray, w: np.ndarray, b: np.ndarray, k: int):
        """Left factor, weights above, bias and sums at the crossing."""
        name = r"$\mathbf{X}$" if k == 1 else r"$\mathbf{A}^{(1)}$"
        matrix(fig, a, left, down, label=name, highlight={(0, 0): 1, (0, 1): 1}, **cell)
        right = left + 84
        column = {(0, 0): 1, (1, 0): 1}
        matrix(
            fig,
            w,
            right,
            up,
            label=rf"$\mathbf{{W}}^{{({k})}}$",
            highlight=column,
            **cell,
        )
        matrix(fig, b[None, :], right, mid + 14, highlight={(0, 0): 1}, **cell)
        fig.text(right - 10, mid + 32, rf"$\mathbf{{b}}^{{({k})}}$", anchor="end")
        return matrix(
            fig,
            zs[k - 1],
            right,
            down,
            label=rf"$\mathbf{{Z}}^{{({k})}}$",
            highlight={(0, 0): 2},
            **cell,
        )

    product(8, x, w1, b1, 1)
    product(206, activations[1], w2, b2, 2)
    matrix(fig, p, 400, down, label=r"$\mathbf{P}$", **cell)
    for x1, x2, name in ((166, 204, "ReLU"), (364, 398, "softmax")):
        fig.arrow(x1, down + 36, x2, down + 36)
        fig.text((x1 + x2) / 2, down + 84, name, anchor="middle", size=14)
    return fig


def figure_network() -> Figure:
    """The worked network with the values of example 1 in its units."""
    x, layers = scratch.worked_network()
    (w1, b1), (w2, b2) = layers
    zs, activations = scratch.forward(x, layers)
    fig = Figure(480, 270, "The 2-2-2 network with the numbers of example 1")
    xs, ys = (54, 236, 420), (78, 196)
    values = (x[0], activations[1][0], zs[1][0])
    for level, w in enumerate((w1, w2)):
        for j in range(2):
            for k in range(2):
                x1, y1, x2, y2 = xs[level], ys[j], xs[level + 1], ys[k]
                off = level == 1 and values[1][j] == 0  # carries nothing
                fig.line(
                    x1 + 24,
                    y1 + (y2 - y1) * 0.12,
                    x2 - 24,
                    y2 - (y2 - y1) * 0.12,
                    stroke="axis" if off else "ink",
                    dash="5 4" if off else "",
                )
                t = 0.5 if j == k else 0.27
                fig.text(
                    x1 + (x2 - x1) * t,
                    y1 + (y2 - y1) * t - (12 if j == k else 0),
                    f"{w[j, k]:g}".replace("-", "−"),
                    anchor="middle",
                    halo="ground",
                    size=15,
                )
    names = (("$x_1$", "$x_2$"), ("$a_1$", "$a_2$"), ("$z_1$", "$z_2$"))
    for level, (column, cx) in enumerate(zip(values, xs, strict=True)):
        for unit, cy in enumerate(ys):
            fill = f"{level + 1}-soft"
            fig.circle(cx, cy, 24, fill=fill, stroke=level + 1)
            number = f"{column[unit] + 0.0:g}".replace("-", "−")
            fig.text(cx, cy, number, anchor="middle")
            fig.text(cx, cy - 36, names[level][unit], anchor="middle")
            if level:
                bias = (b1, b2)[level - 1][unit]
                fig.text(cx, cy + 38, f"bias {bias:g}", anchor="middle", size=14)
    titles = ("input", "hidden, after ReLU", "logits")
    for title, cx in zip(titles, xs, strict=True):
        fig.text(cx, 16, title, anchor="middle", color="muted", size=15)
    return fig
