"""Figures of the page on variational autoencoders."""

from itertools import groupby

import collapse
import nets
import numpy as np
import samples
import scratch

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


def figure_reparameterization() -> Figure:
    """The computational graph of the worked example, with its numbers."""
    n = scratch.one_sample(scratch.MU, scratch.LOGVAR, scratch.EPS)

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
    train_x, test_x, labels = nets.data()
    enc, dec = scratch.train(train_x, 2, 0.05)
    codes = nets.forward(enc, test_x)[-1][:, :2]
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
    _images(fig, places, nets.forward(dec, grid)[-1], 5)
    return fig


def _rows(
    fig: Figure, rows: list[tuple[str, np.ndarray]], left: float, step: float
) -> None:
    """Rows of 8 by 8 images with a name on the left."""
    places = []
    for i, (name, images) in enumerate(rows):
        for j, line in enumerate(name.split("\n")):
            y = 32 + 58 * i + 20 * (j - (name.count("\n")) / 2)
            fig.text(left - 12, y, line, anchor="end", size=15)
        places += [(left + step * j, 8 + 58 * i) for j in range(len(images))]
    _images(fig, places, np.vstack([images for _, images in rows]), 6)


def figure_samples() -> Figure:
    """Seven drawn images of each kind, not chosen."""
    runs = samples.draw(nets.data()[0], samples.SEEDS[0])
    fitted = runs["plain, Gaussian fitted to codes"]
    rows = [
        ("training digits", runs["training digits"][:6]),
        ("VAE,\ncodes $N(0, I)$", runs["VAE, codes from N(0, I)"][:6]),
        ("plain,\ncodes $N(0, I)$", runs["plain, codes from N(0, I)"][:6]),
        ("plain, Gaussian\nfitted to codes", fitted[:6]),
        ("Gaussian\nfitted to pixels", runs["Gaussian fitted to pixels"][:6]),
    ]  # fmt: skip
    fig = Figure(480, 298, "Six drawn images of five kinds")
    _rows(fig, rows, 142, 56)
    return fig


def figure_walk() -> Figure:
    """From a 0 to a 6 and from a 7 to a 4: in pixels and in codes."""
    _, test_x, labels = nets.data()
    both = samples.vae(samples.SEEDS[0])
    shares, rows = np.linspace(0, 1, 6), []
    for start, end in ((0, 6), (7, 4)):
        a, b = (test_x[labels == digit][:1] for digit in (start, end))
        blends = np.vstack([(1 - s) * a + s * b for s in shares])
        steps = np.vstack([samples.walk(both, a, b, s) for s in shares])
        rows += [("mix of pixels", blends), ("mix of codes", steps)]
    fig = Figure(480, 240, "Two walks from digit to digit, in pixels and in codes")
    _rows(fig, rows, 142, 56)
    return fig


def figure_trade_off() -> Figure:
    """Error of reconstructions and distance of samples against beta."""
    runs = np.array([collapse.measure(beta, 1) for beta in collapse.BETAS])
    fig = Figure(480, 520, "A small beta spoils samples, a large one reconstructions")
    ticks = [(beta, f"{beta:g}") for beta in collapse.BETAS]
    panels = (
        (0, 8, 110, "error left in reconstructions, percent", (0, 50, 100)),
        (3, 264, 2, "distance of samples to test digits", (0, 0.5, 1, 1.5)),
    )
    for column, top, most, name, yticks in panels:
        plot = Plot(
            fig, (0.08, 38), (0, most), box=(8, top, 464, 248), xscale="log",
            xlabel="$\\beta$", ylabel=name, xticks=ticks, yticks=yticks, right=20,
        )  # fmt: skip
        plot.line(collapse.BETAS, runs[:, column], column // 3 + 1, markers=True)
        for x, y, active in zip(
            collapse.BETAS, runs[:, column], runs[:, 2], strict=True
        ):
            if column == 0:
                plot.text(x, y, f"{active:.0f}", dy=-16, anchor="middle")
    return fig
