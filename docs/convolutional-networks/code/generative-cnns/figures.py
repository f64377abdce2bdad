"""Figures of the page on generative CNNs; images come from the recorded outputs."""

from itertools import pairwise
from pathlib import Path

import numpy as np

from roadmap.figures import Figure, box, connect


def _images(source: str, name: str) -> np.ndarray:
    """Read eight images of 8 x 8 with values 0 to 9."""
    text = Path(__file__).with_name(source).read_text().splitlines()
    (line,) = [s for s in text if s.startswith(f"{name} ") and "/" in s]
    parts = line.split()[-1].split("/")
    return np.array([[int(c) for c in p] for p in parts]).reshape(-1, 8, 8)


def _draw(fig: Figure, x: float, y: float, image: np.ndarray, cell: float) -> None:
    """One digit as squares, three levels of ink."""
    for low, high, opacity in ((2, 3, 0.25), (4, 6, 0.6), (7, 9, 1)):
        on = np.argwhere((image >= low) & (image <= high))
        side = f"h{cell:g}v{cell:g}h-{cell:g}z"
        d = "".join(f"M{x + j * cell:g} {y + i * cell:g}{side}" for i, j in on)
        if d:
            with fig.group(0, 0, opacity=opacity):
                fig.path(d, fill="ink", stroke="none", width=0)
    fig.rect(x, y, 8 * cell, 8 * cell, fill="none", stroke="line", stroke_width=1)


def figure_samples() -> Figure:
    """Real digits and images drawn from three models."""
    fig = Figure(480, 270, "Real digits and samples of three models")
    rows = (
        ("autoencoder.out", "real"),
        ("autoencoder.out", "autoencoder"),
        ("autoencoder.out", "VAE"),
        ("dcgan.out", "DCGAN"),
    )
    for r, (source, name) in enumerate(rows):
        y = 10 + 65 * r
        fig.text(8, y + 24, name)
        for c, image in enumerate(_images(source, name)[:6]):
            _draw(fig, 116 + 60 * c, y, image, 6.5)
    return fig


def figure_shapes() -> Figure:
    """DCGAN's generator: channels halve while the size doubles."""
    fig = Figure(480, 150, "The generator of DCGAN")
    sizes = ("100", "1024\n4×4", "512\n8×8", "256\n16×16", "128\n32×32",
             "3\n64×64")  # fmt: skip
    nodes = [
        box(fig, 34 + 82.4 * i, 70, s, width=64, series=3 if i == 0 else 1 + (i == 5))
        for i, s in enumerate(sizes)
    ]
    for a, b in pairwise(nodes):
        connect(fig, a, b)
    fig.text(34, 20, "noise", anchor="middle", color="muted")
    fig.text(446, 20, "image", anchor="middle", color="muted")
    fig.text(240, 130, "each arrow but the first: kernel 4, stride 2, padding 1",
             size=15, anchor="middle", color="muted")  # fmt: skip
    return fig
