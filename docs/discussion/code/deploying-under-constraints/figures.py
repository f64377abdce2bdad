"""Figure of the discussion of deployment: accuracy against bytes."""

from __future__ import annotations

import re
from pathlib import Path

from roadmap.figures import Figure, Plot


def recorded() -> dict[str, tuple[int, int, float]]:
    """Bytes, products and accuracy of each line of compress.out."""
    text = Path(__file__).with_name("compress.out").read_text()
    found = re.findall(r"^(.+?) +(\d+) +(\d+) +(\d+)% \(", text, re.M)
    return {name: (int(a), int(b), float(c)) for name, a, b, c in found}


def figure_trade() -> Figure:
    """Small networks as curves, compressed versions of the large one as points."""
    rows = recorded()
    fig = Figure(560, 400, "Accuracy on digits against size")
    plot = Plot(
        fig, (700, 60_000), (84, 100), xscale="log", ylabel="test accuracy, %",
        xlabel="bytes", xticks=[(1000, "1,000"), (10_000, "10,000")], top=52,
    )  # fmt: skip
    small = [rows[f"small network, {w} units"] for w in (8, 16, 32)]
    short = [rows[f"{w} units, 8 bits"] for w in (8, 16, 32)]
    curves = {
        "trained small, 32 bits": [*small, rows["original, 32 bits"]],
        "trained small, 8 bits": [*short, rows["8 bits"]],
    }
    for n, (name, points) in enumerate(curves.items(), start=1):
        sizes, scores = [p[0] for p in points], [p[2] for p in points]
        plot.line(sizes, scores, n, label=name, markers=True)
    groups = {
        "original, fewer bits": ["16 bits", "4 bits", "3 bits"],
        "cut or split, tuned": ["80% pruned, tuned", "rank 12, tuned"],
    }
    for n, (name, keys) in enumerate(groups.items(), start=3):
        sizes, scores = [rows[k][0] for k in keys], [rows[k][2] for k in keys]
        plot.scatter(sizes, scores, n, label=name, size=6)
    notes = {
        "16 bits": ("16 bits", 4, -16),
        "4 bits": ("4 bits", 26, 13),
        "3 bits": ("3 bits", 0, 18),
        "80% pruned, tuned": ("pruned", 4, 19),
        "rank 12, tuned": ("rank 12", 14, 19),
    }
    for key, (label, dx, dy) in notes.items():
        plot.text(rows[key][0], rows[key][2], label, dx=dx, dy=dy, anchor="middle")
    plot.legend("above", columns=2)
    return fig
