"""Figures of the page on semantic segmentation; masks come from train.out."""

from pathlib import Path

import numpy as np
from checkerboard import interior, outputs
from scenes import scenes
from scratch import K, X, transpose_one

from roadmap.figures import Figure, box, connect, matrix

SHOWN = 23  # the test image that train.py prints


def _runs(
    fig: Figure, x: float, y: float, on: np.ndarray, cell: float, color: str,
    opacity: float = 1,
) -> None:  # fmt: skip
    """Fill the cells where `on` holds, row by row, as one path."""
    d = ""
    for i, row in enumerate(on):
        edges = np.flatnonzero(np.diff(np.concatenate([[0], row.astype(int), [0]])))
        for a, b in edges.reshape(-1, 2):
            left, length = x + a * cell, (b - a) * cell
            d += f"M{left:.4g} {y + i * cell:.4g}h{length:.4g}v{cell:g}h-{length:.4g}z"
    if d:
        if opacity == 1:
            fig.path(d, fill=color, stroke="none", width=0)
        else:
            with fig.group(0, 0, opacity=opacity):
                fig.path(d, fill=color, stroke="none", width=0)


def _levels(
    fig: Figure, x: float, y: float, values: np.ndarray, cell: float, color: str
) -> None:
    """Draw values from 0 to 1 in six steps of opacity."""
    steps = np.clip(np.rint(5 * values), 0, 5)
    for level in range(1, 6):
        _runs(fig, x, y, steps == level, cell, color, level / 5 * 0.9)


def figure_unet() -> Figure:
    """The small U-Net of the page with its map sizes."""
    fig = Figure(480, 330, "U-Net: two levels down, two up, two skip connections")
    e1 = box(fig, 76, 62, "6 maps\n24 × 24", width=112, series=1)
    e2 = box(fig, 118, 170, "12 maps\n12 × 12", width=112, series=1)
    low = box(fig, 240, 280, "24 maps\n6 × 6", width=112, series=3)
    d2 = box(fig, 362, 170, "12 maps\n12 × 12", width=112, series=2)
    d1 = box(fig, 404, 62, "6 maps\n24 × 24", width=112, series=2)
    connect(fig, e1, d1, dash="6 4", label="skip")
    connect(fig, e2, d2, dash="6 4", label="skip")
    fig.arrow(84, e1.bottom[1] + 2, 106, e2.top[1] - 3)
    fig.arrow(140, e2.bottom[1] + 2, 190, low.top[1] - 3)
    fig.arrow(290, low.top[1] - 3, 340, d2.bottom[1] + 3)
    fig.arrow(374, d2.top[1] - 3, 396, d1.bottom[1] + 3)
    fig.text(8, 116, "pool", size=15, color="muted")
    fig.text(44, 230, "pool", size=15, color="muted")
    fig.text(472, 116, "enlarge", size=15, color="muted", anchor="end")
    fig.text(436, 230, "enlarge", size=15, color="muted", anchor="end")
    fig.text(8, 12, "encoder: what", color="1", bold=True)
    fig.text(472, 12, "decoder: where", color="2", bold=True, anchor="end")
    return fig


def figure_transposed() -> Figure:
    """The worked example: four stamps, two cells apart, add up."""
    fig = Figure(480, 240, "Transposed convolution with kernel 3 and stride 2")
    left = matrix(fig, X, 14, 90, cell=36, label="input", highlight={(0, 0): 1})
    kernel = matrix(fig, K, 130, 72, cell=36, label="kernel")
    fig.text(108, 126, "·", size=26, anchor="middle")
    fig.arrow(kernel.right + 8, 126, 274, 126)
    stamp = {(i, j): 1 for i in range(3) for j in range(3)}
    Z = transpose_one(X, K, stride=2).astype(int)
    out = matrix(fig, Z, 284, 36, cell=36, label="output", highlight=stamp)
    fig.rect(out.x + 72, out.y + 72, 36, 36, fill="none", stroke="2", stroke_width=3.5)
    fig.text(472, 228, "center: 1 + 2 + 3 + 4 = 10", size=15, color="2", anchor="end")
    fig.text(14, left.bottom + 46, "first stamp: 1 · kernel", size=15, color="1")
    return fig


def figure_checkerboard() -> Figure:
    """What three layers make of a constant picture."""
    fig = Figure(480, 216, "A constant picture after three ways of upsampling")
    rng = np.random.default_rng(3)
    drawn = outputs(np.ones((3, 3)), rng.normal(size=(4, 4)))
    smooth = outputs(rng.normal(size=(3, 3)), np.ones((4, 4)))
    panels = (
        ("kernel 3, stride 2", drawn["kernel 3, stride 2"], "kernel of ones"),
        ("kernel 4, stride 2", drawn["kernel 4, stride 2"], "random kernel"),
        ("resize, then 3 × 3", smooth["resize, then 3 x 3"], "random kernel"),
    )
    for n, (name, Z, note) in enumerate(panels):
        x, Z = 8 + 160 * n, interior(Z)
        span = Z.max() - Z.min()
        shade = (Z - Z.min()) / span if span > 1e-9 else np.full(Z.shape, 0.4)
        _levels(fig, x, 32, shade, 18, "1")
        fig.rect(x, 32, 144, 144, fill="none", stroke="axis")
        fig.text(x + 72, 14, name, size=15, anchor="middle", bold=True)
        fig.text(x + 72, 194, note, size=15, anchor="middle", color="muted")
    return fig


def figure_masks() -> Figure:
    """One test picture, its true mask and three predicted ones."""
    lines = Path(__file__).with_name("train.out").read_text().splitlines()
    picture = scenes(200, seed=1)[0][SHOWN, 0]
    fig = Figure(480, 364, "A test picture and four masks")
    places = [(8, 32), (168, 32), (328, 32), (8, 212), (168, 212)]
    names = ("picture", "truth", "threshold", "no skips", "U-Net")
    for (x, y), name in zip(places, names, strict=True):
        if name == "picture":
            shade = (picture - picture.min()) / (picture.max() - picture.min())
            _levels(fig, x, y, shade, 6, "ink")
        else:
            (text,) = [s for s in lines if s.startswith(f"{name} 0")]
            mask = np.array([list(r) for r in text.split()[-1].split("/")], int)
            _runs(fig, x, y, mask == 1, 6, "1")
            _runs(fig, x, y, mask == 2, 6, "2")
        fig.rect(x, y, 144, 144, fill="none", stroke="axis")
        fig.text(x + 72, y - 16, name, anchor="middle", bold=True)
    fig.rect(328, 252, 18, 18, fill="1", stroke="none")
    fig.text(354, 261, "disc")
    fig.rect(328, 286, 18, 18, fill="2", stroke="none")
    fig.text(354, 295, "striped square")
    return fig
