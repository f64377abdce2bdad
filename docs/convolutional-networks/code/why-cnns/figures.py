"""Figures of the page on why CNNs; accuracies come from the recorded shifts.out."""

from pathlib import Path

from roadmap.figures import Figure, Plot


def figure_connections() -> Figure:
    """Dense, local and shared connections from six pixels to four units."""
    fig = Figure(560, 250, "Dense, local and shared connections of six pixels")
    panels = (("dense", "24 weights"), ("local", "12 weights"), ("shared", "3 weights"))
    for number, (kind, count) in enumerate(panels):
        x = 12 + 184 * number
        fig.text(x + 84, 20, kind, bold=True, anchor="middle")
        fig.text(x + 84, 232, count, anchor="middle", color="muted")
        for k in range(4):
            for j in range(6):
                if kind != "dense" and not 0 <= j - k < 3:
                    continue
                series = j - k + 1 if kind == "shared" else 0
                color = str(series) if series else "muted"
                dash = ("", "", "6 4", "2 3")[series]
                fig.line(
                    x + 12 + 29 * j, 188, x + 40 + 30 * k, 62, stroke=color,
                    width=2.5 if series else 1.2, dash=dash,
                )  # fmt: skip
        for k in range(4):
            fig.circle(x + 40 + 30 * k, 56, 9, fill="2-soft", stroke="2")
        for j in range(6):
            fig.rect(x + 3 + 29 * j, 188, 19, 19)
    return fig


def figure_shifts() -> Figure:
    """Accuracy of four networks on digits that have moved."""
    lines = Path(__file__).with_name("shifts.out").read_text().splitlines()[1:]
    fig = Figure(560, 330, "Accuracy on shifted digits for four networks")
    plot = Plot(
        fig, (0, 3), (0, 100), xlabel="shift of the test digits in pixels",
        ylabel="accuracy in %", xticks=(0, 1, 2, 3), right=140,
    )  # fmt: skip
    names = ("MLP", "MLP, shifted", "CNN, flattened", "CNN, global")
    for series, (name, line) in enumerate(zip(names, lines, strict=True), start=1):
        values = [float(cell.split()[0]) for cell in line.split(" | ")[2:]]
        plot.line(range(4), values, series, label=name, markers=True)
    plot.direct_labels()
    return fig
