"""Figures of the page on clustering; the numbers come from the sibling files."""

from pathlib import Path

import numpy as np
import scratch
import seeds
import tsne

from roadmap.figures import Figure, Plot


def _dots(fig: Figure, points: np.ndarray, color: str, size: float = 2.6) -> None:
    """Points in user units as small squares, in one path."""
    places = np.unique(np.rint(points).astype(int), axis=0)
    d = "".join(f"M{x - size / 2:g} {y:g}h{size:g}" for x, y in places)
    fig.path(d, stroke=color, width=size)


def figure_local_optimum() -> Figure:
    """A good and a bad resting place of k-means on nine blobs."""
    fig = Figure(480, 262, "K-means on nine blobs: the best result and a bad one")
    X = seeds.blobs()
    runs = [scratch.kmeans(X, seeds.start(X, 9, "uniform", s)) for s in range(20)]
    ranked = sorted(runs, key=lambda run: run[2][-1])
    best = ranked[0][2][-1]
    for i, run in enumerate((ranked[0], ranked[12])):
        left = 8 + 240 * i
        fig.rect(left, 34, 224, 220, fill="none", stroke="axis", stroke_width=1)
        place = np.array([left + 40, 216])
        _dots(fig, place + X * [12, -12], "1")
        for center in run[0]:
            x, y = place + center * [12, -12]
            for dx in (-7, 7):
                fig.line(x - dx, y - 7, x + dx, y + 7, stroke="2", width=3)
        name = f"cost {run[2][-1] / best:.1f} times the least" if i else "least cost"
        fig.text(left + 112, 17, name, anchor="middle", size=15, bold=True)
    return fig


def _table(title: str) -> np.ndarray:
    """Rows of the recorded table that starts with the title."""
    text = Path(__file__).with_name("choose.out").read_text().split(title)[1]
    rows = []
    for line in text.splitlines()[1:]:
        if ":" not in line or not line.split(":")[0].strip().isdigit():
            break
        rows.append([float(v) for v in line.replace(":", ",").split(",")])
    return np.array(rows)


def figure_choosing() -> Figure:
    """Cost and silhouette over the number of clusters."""
    fig = Figure(480, 250, "Cost and silhouette for 2 to 14 clusters")
    rows = _table("blobs")
    ticks = (2, 5, 9, 14)
    for i, (column, top, name) in enumerate(
        ((1, 35, "cost per point"), (2, 1, "mean silhouette"))
    ):
        plot = Plot(
            fig,
            (2, 14),
            (0, top),
            box=(8 + 236 * i, 8, 228, 234),
            xlabel="clusters $K$",
            ylabel=name,
            xticks=ticks,
        )
        plot.vline(9)
        plot.line(rows[:, 0], rows[:, column], 1 + i, markers=True)
    return fig


def figure_misleading_maps() -> Figure:
    """Known data and their t-SNE maps."""
    fig = Figure(480, 424, "What a t-SNE map keeps, and what it loses")
    out = Path(__file__).with_name("tsne.out").read_text()
    cases = (("sizes", tsne.sizes(), "second group ten times as wide"),
             ("gaps", tsne.gaps(), "third group five times as far"))  # fmt: skip
    for i, (name, (X, groups), title) in enumerate(cases):
        top = 30 + 210 * i
        fig.text(8, top - 14, title, size=15, bold=True)
        line = next(x for x in out.splitlines() if x.startswith(f"map {name}:"))
        pairs = [p.split(",") for p in line.split(": ")[1].split()]
        for j, Z in enumerate((X[:, :2], np.array(pairs, dtype=float))):
            left = 8 + 240 * j
            fig.rect(left, top, 224, 154, fill="none", stroke="axis", stroke_width=1)
            span = max(np.ptp(Z[:, 0]) / 208, np.ptp(Z[:, 1]) / 138)
            middle = (Z.max(axis=0) + Z.min(axis=0)) / 2
            P = [left + 112, top + 77] + (Z - middle) / span * [1, -1]
            for k in np.unique(groups):
                _dots(fig, P[groups == k], str(k + 1), 3.4)
            label = ("data, two of ten features", "t-SNE map")[j]
            fig.text(left + 112, top + 168, label, anchor="middle", size=15)
    return fig
