"""Figures of the autoencoder page; the numbers come from the sibling files."""

from itertools import groupby

import numpy as np
import pca
import scratch
import vae

from roadmap.figures import Figure, Plot, box, connect

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
    A = np.round(V.T @ pca.train_linear(train_x - mean, 2)[0], 2)  # as printed
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


def figure_reparameterization() -> Figure:
    """The computational graph of the worked example, with its numbers."""
    n = vae.one_sample(vae.MU, vae.LOGVAR, vae.EPS)

    def f(name: str) -> str:
        return f"{n[name]:.4f}".replace("-", "\N{MINUS SIGN}")

    fig = Figure(480, 372, "Numbers and gradients of the reparameterization trick")
    note = "in each box: the value; for parameters also the gradient"
    fig.text(8, 18, note, size=15, color="muted")
    mu = box(fig, 76, 76, "$\\mu$ = 0.8\ngradient " + f("dL/dmu"), series=1, size=15)
    logvar = box(
        fig, 88, 184, "$\\ln\\sigma^2$ = \N{MINUS SIGN}1\ngradient " + f("dL/dlogvar"),
        series=1, size=15,
    )  # fmt: skip
    eps = box(fig, 76, 296, "$\\epsilon$ = 0.5\ndrawn outside", size=15, dash="5 4")
    z = box(
        fig, 276, 184, "$z = \\mu + \\sigma\\epsilon$\n" + f("z"), series=3, size=15
    )
    rec = box(
        fig, 400, 296, "reconstruction\n" + f("reconstruction"), series=2, size=15
    )
    div = box(fig, 400, 76, "KL\n" + f("KL"), series=2, size=15)
    for start, end in ((mu, z), (logvar, z), (z, rec), (mu, div), (logvar, div)):
        connect(fig, start, end, straight=True)
    connect(fig, eps, z, straight=True, dash="5 4")
    fig.text(400, 184, "loss " + f("loss"), anchor="middle", bold=True)
    fig.arrow(400, 106, 400, 170)
    fig.arrow(400, 266, 400, 198)
    fig.text(240, 352, "no gradient has to pass through the random draw", size=15,
             anchor="middle", color="muted")  # fmt: skip
    return fig


def figure_latent_space() -> Figure:
    """Where a VAE puts test digits, and what it decodes from a grid of codes."""
    train_x, test_x, labels = scratch.data()
    enc, dec = vae.train(train_x, 2, 0.05)
    codes = scratch.forward(enc, test_x)[-1][:, :2]
    fig = Figure(480, 760, "Latent space of a VAE with two dimensions")
    plot = Plot(
        fig, (-2.75, 2.75), (-2.75, 2.75), box=(8, 8, 464, 400), xlabel="$z_1$",
        ylabel="$z_2$ (means of test digits)", xticks=(-2, -1, 0, 1, 2),
        yticks=(-2, -1, 0, 1, 2),
    )  # fmt: skip
    for (a, b), label in list(zip(codes, labels, strict=True))[:120]:
        if max(abs(a), abs(b)) < 2.6:
            x, y = plot.at(a, b)
            fig.text(round(x, 1), round(y, 1), str(label), size=13, anchor="middle")
    fig.text(8, 432, "decoded from a grid of codes, from \N{MINUS SIGN}2 to 2", size=15)
    axis = np.linspace(-2, 2, 6)
    grid = np.array([(a, b) for b in axis[::-1] for a in axis])
    places = [(94 + 50 * j, 452 + 50 * i) for i in range(6) for j in range(6)]
    _images(fig, places, scratch.forward(dec, grid)[-1], 5)
    return fig
