"""Figures of the encoder and decoder stacks; curves come from recorded runs."""

from __future__ import annotations

from pathlib import Path

from roadmap.figures import Figure, Plot, box, heatmap

HERE = Path(__file__).parent
CODE = HERE.parent
RUNS = (
    ("transformer", HERE / "train.out"),
    ("GRU, additive", CODE / "attention" / "train_additive.out"),
    ("GRU alone", CODE / "encoder-decoder" / "train.out"),
)


def row(path: Path, name: str) -> list[float]:
    """The first recorded row that starts with a name, as numbers."""
    for line in path.read_text().splitlines():
        if line.startswith(name + " "):
            return [float(v) for v in line.removeprefix(name).split()]
    raise ValueError(name)


def figure_stacks() -> Figure:
    """Both stacks, bottom to top, with the arrow of the memory."""
    fig = Figure(520, 500, "Encoder stack and decoder stack")
    left = [
        (460, "source tokens", 0), (400, "embedding + positions", 0),
        (310, "self-attention", 1), (250, "feedforward", 2),
    ]  # fmt: skip
    right = [
        (460, "target, shifted", 0), (400, "embedding + positions", 0),
        (310, "masked self-attention", 3), (250, "cross-attention", 1),
        (190, "feedforward", 2), (100, "linear, softmax", 0),
    ]  # fmt: skip
    fig.rect(16, 216, 212, 128, fill="none", stroke="muted", dash="5 4", radius=6)
    fig.rect(292, 156, 212, 188, fill="none", stroke="muted", dash="5 4", radius=6)
    for x, column in ((122, left), (398, right)):
        for (y, label, series), after in zip(column, [*column[1:], None], strict=True):
            if y == 460:
                fig.text(x, y + 12, label, anchor="middle")
            else:
                box(fig, x, y, label, width=186, height=38, series=series)
            if after is not None:
                start = y if y == 460 else y - 19
                fig.arrow(x, start, x, after[0] + 19)
    fig.text(
        122, 198, "6 layers, all the same", anchor="middle", color="muted", size=15
    )
    fig.text(388, 138, "6 layers", anchor="end", color="muted", size=15)
    fig.polyline([(215, 250), (260, 250)], stroke="ink", width=1.75)
    fig.arrow(260, 250, 305, 250)
    fig.text(260, 232, "memory", anchor="middle", size=15, halo="ground")
    fig.arrow(398, 81, 398, 50)
    fig.text(398, 34, "next token", anchor="middle")
    return fig


def figure_by_length() -> Figure:
    """Exact match against the number of groups for the three models."""
    fig = Figure(520, 330, "Exact match by length: transformer and GRUs")
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


def figure_map() -> Figure:
    """Cross-attention of one number, mean over the heads."""
    lines = RUNS[0][1].read_text().splitlines()
    start = next(i for i, line in enumerate(lines) if line.startswith("map "))
    table = [line.split() for line in lines[start + 1 :]]
    words = lines[start].split()[1:]
    fig = Figure(520, 410, "Cross-attention of one number in percent")
    heatmap(
        fig, [[float(v) for v in cells[1:]] for cells in table], 80, 96, cell=42,
        row_labels=[cells[0] for cells in table], column_labels=words,
        fmt=".0f", vmax=100,
    )  # fmt: skip
    return fig
