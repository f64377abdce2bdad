"""Figures of the autoencoder page; the numbers come from the sibling files."""

import json
from itertools import groupby
from pathlib import Path

import numpy as np
import scratch

from roadmap.figures import Figure, Plot

LEVELS = 5


def _images(
    fig: Figure, places: list[tuple[float, float]], images: np.ndarray, cell: int
) -> None:
    """Draw 8 by 8 images as ink of five strengths; one path per strength."""
    paths = [""] * (LEVELS + 1)
    for (x, y), image in zip(places, images, strict=True):
        ink = np.clip(np.rint(image.reshape(8, 8) * LEVELS), 0, LEVELS).astype(int)
        for i, row in enumerate(ink):
            j = 0
            for level, run in groupby(row):
                n = len(list(run))
                top = y + (i + 0.5) * cell
                paths[level] += f"M{x + j * cell:g} {top:g}h{n * cell}"
                j += n
    for level in range(1, LEVELS + 1):
        with fig.group(opacity=level / LEVELS):
            fig.path(paths[level], width=cell)


def figure_bottleneck() -> Figure:
    """Encoder, code and decoder as shrinking and growing shapes."""
    fig = Figure(480, 232, "An autoencoder: encoder, bottleneck, decoder")
    image = scratch.data()[1][:1]
    nets = scratch.train(scratch.data()[0], 8)
    both = np.vstack([image, scratch.rebuild(nets, image)])
    _images(fig, [(8, 76), (392, 76)], both, 10)
    for x in (8, 392):
        fig.rect(x, 76, 80, 80, fill="none", stroke="axis", stroke_width=1)
    fig.polygon(
        [(112, 66), (112, 166), (206, 134), (206, 98)], fill="1-soft", stroke="1"
    )
    fig.polygon(
        [(368, 66), (368, 166), (274, 134), (274, 98)], fill="2-soft", stroke="2"
    )
    fig.text(158, 116, "encoder", anchor="middle")
    fig.text(322, 116, "decoder", anchor="middle")
    for i in range(8):
        fig.rect(233, 72 + 11 * i, 14, 11, fill="3-soft", stroke="3")
    for a, b in ((90, 110), (208, 230), (250, 272), (370, 390)):
        fig.arrow(a, 116, b, 116, head=8)
    fig.text(48, 54, r"$x$, 64 pixels", size=15, anchor="middle")
    fig.text(432, 54, r"$\hat{x}$, 64", size=15, anchor="middle")
    fig.text(240, 54, r"code $z$, 8", size=15, anchor="middle")
    fig.text(240, 20, "bottleneck", anchor="middle", bold=True)
    fig.line(48, 166, 48, 194, stroke="muted", dash="4 4")
    fig.line(48, 194, 432, 194, stroke="muted", dash="4 4")
    fig.line(432, 166, 432, 194, stroke="muted", dash="4 4")
    fig.text(
        240,
        212,
        "loss: compare the two images",
        size=15,
        anchor="middle",
        color="muted",
    )
    return fig


def figure_reconstructions() -> Figure:
    """Test digits and their reconstructions at five bottleneck sizes."""
    train_x, test_x, labels = scratch.data()
    chosen = [int(np.flatnonzero(labels == d)[0]) for d in range(7)]
    digits = test_x[chosen]
    rows = [("original", digits)]
    for k in (1, 2, 4, 8, 16):
        rows.append((f"$k = {k}$", scratch.rebuild(scratch.train(train_x, k), digits)))
    fig = Figure(480, 352, "Seven digits, rebuilt from 1, 2, 4, 8 and 16 numbers")
    places = []
    for i, (name, _) in enumerate(rows):
        fig.text(78, 32 + 58 * i, name, anchor="end", bold=i == 0, size=15)
        places += [(92 + 55 * j, 8 + 58 * i) for j in range(7)]
    _images(fig, places, np.vstack([images for _, images in rows]), 6)
    return fig


def figure_pca_and_linear() -> Figure:
    """The same digits in the coordinates of PCA and of a linear autoencoder."""
    train_x, test_x, labels = scratch.data()
    mean, V = scratch.pca(train_x, 2)
    lines = Path(__file__).with_name("pca.out").read_text().splitlines()
    A = np.array(json.loads(next(x for x in lines if x.startswith("A ="))[3:]))
    fig = Figure(480, 620, "PCA and a linear autoencoder: same plane, other axes")
    panels = (
        ("PCA code", (test_x - mean) @ V, 8, 2.0),
        ("linear autoencoder code", (test_x - mean) @ V @ A, 314, 0.6),
    )
    for name, codes, y, most in panels:
        plot = Plot(
            fig, (-most, most), (-most, most), box=(8, y, 464, 300),
            xlabel="$z_1$", ylabel="$z_2$ (" + name + ")", top=30,
            xticks=(-most, 0, most), yticks=(-most, 0, most),
        )  # fmt: skip
        for series, digit in enumerate((0, 3, 4), start=1):
            points = np.round(codes[labels == digit][:24], 3)
            plot.scatter(points[:, 0], points[:, 1], series, label=f"{digit}", size=4)
        plot.legend("above", columns=3)
    return fig


def figure_denoising() -> Figure:
    """Half-erased digits, and what a plain and a denoising model make of them."""
    train_x, test_x, labels = scratch.data()
    digits = test_x[[int(np.flatnonzero(labels == d)[1]) for d in range(7)]]
    erased = digits * (np.random.default_rng(3).random(digits.shape) >= 0.5)
    plain = scratch.rebuild(scratch.train(train_x, 64), erased)
    repaired = scratch.rebuild(scratch.train(train_x, 64, noise=0.5), erased)
    rows = (("original", digits), ("half erased", erased), ("plain", plain),
            ("denoising", repaired))  # fmt: skip
    fig = Figure(480, 236, "Half-erased digits through a plain and a denoising model")
    places = []
    for i, (name, _) in enumerate(rows):
        fig.text(88, 32 + 58 * i, name, anchor="end", size=15)
        places += [(102 + 54 * j, 8 + 58 * i) for j in range(7)]
    _images(fig, places, np.vstack([images for _, images in rows]), 6)
    return fig
