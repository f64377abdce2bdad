"""Figures of the attention page; curves and maps come from recorded runs."""

from __future__ import annotations

from pathlib import Path

from roadmap.figures import Figure, Plot, heatmap

HERE = Path(__file__).parent
PLAIN = HERE.parent / "encoder-decoder" / "train.out"
RUNS = (
    ("additive", HERE / "train_additive.out"),
    ("general", HERE / "train.out"),
    ("no attention", PLAIN),  # its first block: the same width, 32
)


def row(path: Path, name: str) -> list[float]:
    """The first recorded row that starts with a name, as numbers."""
    for line in path.read_text().splitlines():
        if line.startswith(name + " "):
            return [float(v) for v in line.removeprefix(name).split()]
    raise ValueError(name)


def figure_by_length() -> Figure:
    """Exact match against the number of groups, with and without attention."""
    fig = Figure(520, 320, "Exact match by length with and without attention")
    plot = Plot(
        fig, (1, 8), (0, 100), xlabel="groups in the number",
        ylabel="exact match in percent", top=30,
    )  # fmt: skip
    plot.vspan(6.5, 8, 4)
    for series, (name, path) in enumerate(RUNS, 1):
        plot.errorband(range(1, 9), row(path, "low"), row(path, "high"), series)
        plot.line(range(1, 9), row(path, "mean"), series, label=name, markers=True)
    plot.legend("above", columns=3)
    return fig


def figure_loss() -> Figure:
    """Training loss of the three models of the same width."""
    fig = Figure(520, 290, "Training loss with and without attention")
    plot = Plot(
        fig, (0, 600), (0, 2.5), xlabel="update", ylabel="masked cross-entropy", top=30
    )
    for series, (name, path) in enumerate(RUNS, 1):
        steps = [25 + 50 * i for i in range(12)]
        plot.line(steps, row(path, "loss"), series, label=name)
    plot.legend("above", columns=3)
    return fig


def figure_map() -> Figure:
    """Weights of additive attention for one number."""
    lines = RUNS[0][1].read_text().splitlines()
    start = next(i for i, line in enumerate(lines) if line.startswith("map "))
    table = [line.split() for line in lines[start + 1 :]]
    words = lines[start].split()[1:]
    fig = Figure(520, 410, "Attention weights of one number in percent")
    heatmap(
        fig, [[float(v) for v in cells[1:]] for cells in table], 80, 96, cell=42,
        row_labels=[cells[0] for cells in table], column_labels=words,
        fmt=".0f", vmax=100,
    )  # fmt: skip
    return fig
