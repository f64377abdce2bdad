"""Figures of the GAN page; points come from the sibling files."""

import numpy as np
from scratch import CENTERS, ring, sample, train

from roadmap.figures import Figure, Plot, box, connect


def figure_two_networks() -> Figure:
    """Noise, generator, discriminator and the path of the gradient."""
    fig = Figure(480, 210, "A GAN: generator and discriminator")
    noise = box(fig, 48, 84, "noise $z$", width=80)
    gen = box(fig, 162, 84, "generator\n$G$", width=100, series=1)
    real = box(fig, 162, 174, "data $x$", width=100)
    dis = box(fig, 310, 128, "discriminator\n$D$", width=124, series=2)
    for a, b in ((noise, gen), (gen, dis), (real, dis)):
        connect(fig, a, b)
    fig.arrow(374, 128, 398, 128)
    fig.text(436, 118, "real or", size=15, anchor="middle")
    fig.text(436, 138, "fake?", size=15, anchor="middle")
    fig.polyline([(436, 104), (436, 38), (162, 38)], stroke="1", dash="5 4")
    fig.arrow(162, 38, 162, 56, stroke="1")
    fig.text(300, 20, "gradient to $G$, through $D$", size=15, anchor="middle")
    return fig


def _clouds(fig: Figure, panels: list[tuple[str, np.ndarray]]) -> None:
    """Draw panels of points, two in a row."""
    for i, (title, X) in enumerate(panels):
        place = (8 + 236 * (i % 2), 4 + 226 * (i // 2), 228, 222)
        plot = Plot(
            fig, (-3, 3), (-3, 3), box=place, title=title,
            xticks=(-2, 0, 2), yticks=(-2, 0, 2),
        )  # fmt: skip
        for center in CENTERS:
            x, y = plot.at(*center)
            fig.circle(
                round(x), round(y), 13, fill="2-soft", stroke="2", stroke_width=1
            )
        at = [plot.at(*x) for x in X[np.abs(X).max(axis=1) < 2.9][:150]]
        dots = "".join(f"M{x - 2:.0f} {y:.0f}h4" for x, y in at)
        fig.path(dots, stroke="1", width=4)


def _moments(rounds: tuple[int, ...], g_steps: int) -> list[tuple[str, np.ndarray]]:
    """Samples of one game (seed 1) after so many rounds."""
    game = train(1, rounds=rounds[-1], g_steps=g_steps)
    return [
        (f"round {t}", sample(G, 170)) for t, G in enumerate(game, 1) if t in rounds
    ]


def figure_training() -> Figure:
    """The balanced game at three moments, beside data."""
    fig = Figure(480, 460, "Samples of the generator at three moments, beside data")
    data = ("data", ring(160, np.random.default_rng(0)))
    _clouds(fig, [data, *_moments((10, 200, 1000), 1)])
    return fig


def figure_collapse() -> Figure:
    """Ten steps of G per step of D: the points jump from mode to mode."""
    fig = Figure(480, 460, "Mode collapse: the generator jumps between modes")
    _clouds(fig, _moments((200, 230, 260, 300), 10))
    return fig
