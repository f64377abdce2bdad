"""Figures of the backpropagation page."""

from __future__ import annotations

import scratch
import step_size

from roadmap.figures import Figure, Node, Plot, box, op

VALUE, GRADIENT, LOCAL = "ink", 2, 1


def signed(value: float, digits: int = 4) -> str:
    """Format a number with a real minus sign."""
    return f"{value:.{digits}f}".replace("-", "−")


def figure_local_rules() -> Figure:
    """What a multiplication, an addition and a branch do to a gradient."""
    fig = Figure(480, 452, "Local rules: multiply swaps, add copies, branch sums")
    rows = [
        (92, "×", "multiply: scale by the other input", ("3", "−2", "−6"),
         ("0.5 · (−2) = −1", "0.5 · 3 = 1.5", "0.5")),
        (240, "+", "add: copy", ("3", "−2", "1"), ("0.5", "0.5", "0.5")),
    ]  # fmt: skip
    for y, sign, title, values, gradients in rows:
        fig.text(12, y - 72, title, bold=True)
        node = op(fig, 270, y, sign)
        for dy, value, gradient, name in [
            (-30, values[0], gradients[0], "a"),
            (30, values[1], gradients[1], "b"),
        ]:
            fig.text(28, y + dy, f"${name}$", anchor="middle")
            fig.line(44, y + dy, 200, y + dy, stroke="axis")
            fig.arrow(200, y + dy, node.x - 19, y + dy / 4, stroke="axis")
            fig.text(122, y + dy - 12, value, anchor="middle")
            fig.text(122, y + dy + 13, gradient, anchor="middle", color=GRADIENT)
        fig.arrow(node.right[0], y, 428, y, stroke="axis")
        fig.text(360, y - 12, values[2], anchor="middle")
        fig.text(360, y + 13, gradients[2], anchor="middle", color=GRADIENT)
        fig.text(448, y, "$c$", anchor="middle")
    y = 382
    fig.text(12, y - 72, "branch: sum", bold=True)
    fig.text(28, y, "$a$", anchor="middle")
    fig.line(44, y, 250, y, stroke="axis")
    fig.text(146, y - 12, "3", anchor="middle")
    fig.text(146, y + 13, "0.5 + 2 = 2.5", anchor="middle", color=GRADIENT)
    fig.circle(250, y, 5, fill="axis", stroke="axis")
    for dy, gradient, name in [(-32, "0.5", "$a$"), (32, "2", "$a$")]:
        fig.line(250, y, 290, y + dy, stroke="axis")
        fig.arrow(290, y + dy, 428, y + dy, stroke="axis")
        fig.text(360, y + dy - 12, "3", anchor="middle")
        fig.text(360, y + dy + 13, gradient, anchor="middle", color=GRADIENT)
        fig.text(448, y + dy, name, anchor="middle")
    return fig


def circle(fig: Figure, x: float, y: float, label: str) -> None:
    """A named node of the graph."""
    fig.circle(x, y, 19, fill="paper", stroke="ink")
    fig.text(x, y, label, anchor="middle", size=16)


def figure_graph() -> Figure:
    """Computational graph of the worked example with values and gradients."""
    layers, x, y = scratch.worked_network()
    (w1, b1), (w2, b2) = layers
    acts = scratch.forward(layers, x)
    z1, z2 = (x @ w1 + b1)[0], (acts[1] @ w2 + b2).item()
    p = acts[2].item()
    loss = scratch.cross_entropy(acts[2], y)
    (_, delta1), (_, delta2) = scratch.backward(layers, acts, y)
    da = delta2 @ w2.T

    fig = Figure(640, 336, "Computational graph of the 2-2-1 network")
    top, bottom, mid = 56, 234, 145
    xs = [30, 146, 258, 374, 486, 602]
    at = {
        "x1": (xs[0], top), "x2": (xs[0], bottom),
        "z1": (xs[1], top), "z2": (xs[1], bottom),
        "a1": (xs[2], top), "a2": (xs[2], bottom),
        "z": (xs[3], mid), "p": (xs[4], mid), "L": (xs[5], mid),
    }  # fmt: skip
    slope = acts[1][0] * (1 - acts[1][0])
    edges = [  # from, to, local gradient, place on the edge, dx, dy, digits
        ("x1", "z1", w1[0, 0], 0.5, 0, -13, 1), ("x1", "z2", w1[0, 1], 0.28, 25, -4, 1),
        ("x2", "z1", w1[1, 0], 0.28, 22, 5, 1), ("x2", "z2", w1[1, 1], 0.5, 0, 14, 1),
        ("z1", "a1", slope[0], 0.5, 0, -13, 4), ("z2", "a2", slope[1], 0.5, 0, 14, 4),
        ("a1", "z", w2[0, 0], 0.44, 18, -8, 1), ("a2", "z", w2[1, 0], 0.44, 24, 10, 1),
        ("z", "p", p * (1 - p), 0.5, 0, -13, 4), ("p", "L", -1 / p, 0.5, 0, -13, 4),
    ]  # fmt: skip
    for a, b, *_ in edges:
        (xa, ya), (xb, yb) = at[a], at[b]
        length = ((xb - xa) ** 2 + (yb - ya) ** 2) ** 0.5
        ux, uy = (xb - xa) / length, (yb - ya) / length
        fig.arrow(xa + 19 * ux, ya + 19 * uy, xb - 20 * ux, yb - 20 * uy, stroke="axis")
    for a, b, value, part, dx, dy, digits in edges:
        (xa, ya), (xb, yb) = at[a], at[b]
        tx, ty = xa + part * (xb - xa) + dx, ya + part * (yb - ya) + dy
        fig.text(tx, ty, signed(value, digits), anchor="middle", size=15, color=LOCAL)
    names = {
        "x1": "$x_1$", "x2": "$x_2$", "z1": "$z_1$", "z2": "$z_2$", "a1": "$a_1$",
        "a2": "$a_2$", "z": "$z$", "p": "$p$", "L": "$L$",
    }  # fmt: skip
    values = {
        "x1": (x[0, 0], None), "x2": (x[0, 1], None),
        "z1": (z1[0], delta1[0]), "z2": (z1[1], delta1[1]),
        "a1": (acts[1][0, 0], da[0]), "a2": (acts[1][0, 1], da[1]),
        "z": (z2, delta2.item()), "p": (p, -1 / p), "L": (loss, 1.0),
    }  # fmt: skip
    for key, (cx, cy) in at.items():
        circle(fig, cx, cy, names[key])
        cx += {"z1": 13, "z2": 13, "z": 13, "a1": -9}.get(key, 0)  # clear of arrows
        value, gradient = values[key]
        fig.text(
            cx,
            cy - 31,
            signed(value, 4 if key[0] != "x" else 0),
            anchor="middle",
            size=15,
        )
        if gradient is not None:
            text = signed(gradient)
            fig.text(cx, cy + 32, text, anchor="middle", size=15, color=GRADIENT)
    y0 = 314
    fig.text(14, y0, "above: value", size=15)
    fig.text(150, y0, "below: gradient of the loss", size=15, color=GRADIENT)
    fig.text(390, y0, "on the edge: local gradient", size=15, color=LOCAL)
    return fig


def figure_layer() -> Figure:
    """Forward and backward through one layer, with shapes."""
    fig = Figure(600, 392, "One layer, forward and backward, with shapes")
    columns, fwd, bwd = (92, 300, 508), 66, 196
    shapes = [r"$(N, d_{l-1})$", r"$(N, d_l)$", r"$(N, d_l)$"]

    def row(y: float, labels: list[str], series: int) -> list[Node]:
        nodes = [
            box(fig, x, y, label, width=112, height=44, series=series)
            for x, label in zip(columns, labels, strict=True)
        ]
        return nodes

    forward = row(
        fwd, [r"$\mathbf{A}^{(l-1)}$", r"$\mathbf{Z}^{(l)}$", r"$\mathbf{A}^{(l)}$"], 1
    )
    backward = row(
        bwd,
        [
            r"$\partial L/\partial\mathbf{A}^{(l-1)}$",
            "$\\mathbf{Δ}^{(l)}$",
            r"$\partial L/\partial\mathbf{A}^{(l)}$",
        ],
        2,
    )
    for node, shape in zip(forward, shapes, strict=True):
        fig.text(node.x, fwd - 36, shape, anchor="middle", size=15, color="muted")
    for a, b, label in [
        (0, 1, r"$\mathbf{W}^{(l)}, \mathbf{b}^{(l)}$"),
        (1, 2, "$f$"),
    ]:
        fig.arrow(*forward[a].right, *forward[b].left)
        fig.text(
            (columns[a] + columns[b]) / 2, fwd - 15, label, anchor="middle", size=15
        )
    for a, b, label in [
        (2, 1, r"$\odot f'(\mathbf{Z}^{(l)})$"),
        (1, 0, r"$\mathbf{W}^{(l) T}$"),
    ]:
        fig.arrow(*backward[a].left, *backward[b].right, stroke=2)
        fig.text(
            (columns[a] + columns[b]) / 2, bwd - 17, label, anchor="middle", size=15
        )
    lower = 318
    sums = [(196, r"$\partial L/\partial\mathbf{W}^{(l)}$", r"$(d_{l-1}, d_l)$"),
            (404, r"$\partial L/\partial\mathbf{b}^{(l)}$", r"$(d_l,)$")]  # fmt: skip
    for x, label, shape in sums:
        node = box(fig, x, lower, label, width=124, height=44, series=2)
        step = 22 if x > columns[1] else -22
        tip = (x - step, node.top[1])
        fig.arrow(columns[1] + step, backward[1].bottom[1], *tip, stroke=2)
        fig.text(x, lower + 38, shape, anchor="middle", size=15, color="muted")
    stored = {"stroke": "muted", "dash": "5 4"}
    fig.polyline([(124, fwd + 22), (124, 128), (164, 128), (164, 280)], **stored)
    fig.arrow(164, 280, 164, lower - 22, **stored)
    fig.polyline([(330, fwd + 22), (330, 128), (404, 128), (404, 150)], **stored)
    fig.arrow(404, 150, 404, 166, **stored)
    fig.text(247, 128, "stored values", anchor="middle", size=15, color="muted")
    return fig


def figure_step_size() -> Figure:
    """Measured error of the gradient check against the step size."""
    fig = Figure(480, 380, "Error of the gradient check against the step size")
    plot = Plot(
        fig,
        (1e-12, 1e-1),
        (1e-12, 30),
        xscale="log",
        yscale="log",
        xlabel="step size",
        ylabel="relative error",
        xticks=[10.0**k for k in range(-12, 0, 2)],
    )
    for series, values in enumerate(step_size.curves().values(), start=1):
        plot.line(step_size.STEPS, values, series)
    plot.text(1e-9, 1, "central, float32", dy=-14, color=3)
    plot.text(3e-8, 2e-5, "forward, float64", dx=-20, dy=-6, color=2)
    plot.text(2e-8, 1e-11, "central, float64", dx=-8, color=1, anchor="end")
    return fig
