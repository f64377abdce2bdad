"""Figures of the linear-algebra page; numbers from scratch.py and digits.py."""

import numpy as np
from digits import digit, relative_errors
from scratch import A, W, X, low_rank, matmul, power_iteration

from roadmap.figures import Figure, Plot, heatmap, matrix


def figure_matrix_product() -> Figure:
    """Rows of X meet columns of W; one entry of the product is marked."""
    fig = Figure(480, 256, "Matrix product of a batch and a weight matrix")
    row = {(1, k): 1 for k in range(3)}
    column = {(k, 0): 2 for k in range(3)}
    cell, y = 46, 62
    left = matrix(fig, X, 16, y + 23, cell=cell, highlight=row)
    right = matrix(fig, W, left.right + 46, y, cell=cell, highlight=column)
    out = matrix(fig, matmul(X, W), right.right + 46, y + 23, cell=cell,
                 highlight={(1, 0): 3})  # fmt: skip
    fig.text(left.right + 23, y + 69, "@", size=20, anchor="middle")
    fig.text(right.right + 23, y + 69, "=", size=22, anchor="middle")
    for cells, name in (
        (left, r"$\mathbf{X}$  (2, 3)"),
        (right, r"$\mathbf{W}$  (3, 2)"),
        (out, r"$\mathbf{X}\mathbf{W}$  (2, 2)"),
    ):
        fig.text((cells.x + cells.right) / 2, 40, name, anchor="middle")
    fig.text((left.right + right.x) / 2, 14, "inner sizes equal", size=15,
             anchor="middle", color="muted")  # fmt: skip
    line = "second row · first column = 3 · 2 + (−1) · 1 + 1 · 0 = 5"
    fig.text(16, 232, line, size=16)
    return fig


def _plane(fig: Figure, x: float) -> Plot:
    """Draw an empty square of the plane, 1.35 units in each direction."""
    return Plot(
        fig, (-1.35, 1.35), (-1.35, 1.35), box=(x, 30, 252, 252),
        xticks=(-1, 0, 1), yticks=(-1, 0, 1),
    )  # fmt: skip


def figure_unit_circle() -> Figure:
    """The unit circle and its image; the singular vectors become the axes."""
    U, _, _ = np.linalg.svd(A)
    u = U.T * np.sign(U[0])[:, None]  # rows; first entry positive, as on the page
    v = u @ A  # rows sigma_i v_i
    turn = np.linspace(0, 2 * np.pi, 73)
    circle = np.column_stack([np.cos(turn), np.sin(turn)])
    fig = Figure(540, 300, "What a 2 by 2 matrix does to the unit circle")
    panels = (
        (6, r"inputs $\mathbf{x}$ of length 1", circle, u, ("u_1", "u_2")),
        (276, r"outputs $\mathbf{x}\mathbf{A}$", circle @ A, v,
         (r"\sigma_1 \mathbf{v}_1", r"\sigma_2 \mathbf{v}_2")),
    )  # fmt: skip
    for x, title, points, arrows, names in panels:
        fig.text(x + 140, 16, title, anchor="middle")
        plot = _plane(fig, x)
        if x > 6:
            plot.line(*circle.T, 4, width=1, dash="3 4")
        plot.line(*points.T, 4, width=2, dash="")
        for number, (end, name) in enumerate(zip(arrows, names, strict=True), 1):
            plot.arrow(0, 0, *end, color=str(number))
            label = name if x > 6 else rf"\mathbf{{u}}_{number}"
            dx, dy = (-4, -15) if number == 1 else (6, 16)
            plot.text(*end, f"${label}$", dx=dx, dy=dy, color=str(number),
                      anchor="middle" if number == 1 else "start")  # fmt: skip
    return fig


def figure_power_iteration() -> Figure:
    """Distance from the eigenvector after each step, for three ratios."""
    fig = Figure(480, 320, "Convergence of power iteration")
    plot = Plot(
        fig, (0, 20), (1e-8, 1), yscale="log", xlabel="step",
        ylabel="tangent of the angle to the eigenvector", right=108,
        yticks=((1, "1"), (1e-2, "0.01"), (1e-4, "0.0001"),
                (1e-6, "10⁻⁶"), (1e-8, "10⁻⁸")),
    )  # fmt: skip
    for series, (c, last, name) in enumerate(
        ((1 / 19, 20, "ratio 0.9"), (1 / 3, 20, "ratio 0.5"), (0.8, 8, "ratio 1/9")), 1
    ):
        S = np.array([[1, c], [c, 1]])  # eigenvalues 1 + c and 1 - c
        steps = range(last + 1)
        vectors = [power_iteration(S, t)[1] for t in steps]
        gaps = [(x[0] - x[1]) / (x[0] + x[1]) for x in vectors]
        plot.line(list(steps), gaps, series, label=name, markers=True)
    plot.direct_labels()
    return fig


def figure_low_rank_digit() -> Figure:
    """A digit rebuilt from 1, 2, 3 and all of its rank-1 terms, and its errors."""
    image, cell = digit(), 13
    errors = relative_errors(image)
    fig = Figure(480, 410, "Low-rank approximation of a handwritten zero")
    for place, (k, name) in enumerate(
        ((1, "rank 1"), (2, "rank 2"), (3, "rank 3"), (8, "original"))
    ):
        x = 10 + place * 119
        heatmap(fig, low_rank(image, k), x, 34, cell=cell, annotate=False, vmax=16)
        fig.text(x + 4 * cell, 18, name, anchor="middle", bold=True)
    plot = Plot(
        fig, (0, 8), (0, 1), box=(8, 156, 464, 246), xlabel="rank $k$",
        ylabel="relative error", xticks=range(9), yticks=(0, 0.25, 0.5, 0.75, 1),
    )  # fmt: skip
    plot.line(range(9), errors, 1, markers=True)
    for k in (1, 2, 3, 4):
        plot.text(k, errors[k], f"{errors[k]:.2f}", dx=8, dy=-12)
    return fig
