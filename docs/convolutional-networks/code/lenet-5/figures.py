"""Figures of the LeNet-5 page; shapes and counts come from model.out."""

from itertools import pairwise
from pathlib import Path

from scratch import TABLE

from roadmap.figures import Figure, Plot, box


def layers(title: str) -> list[tuple[str, str, int, int]]:
    """Name, shape, parameters and multiply-adds of a recorded table."""
    lines = Path(__file__).with_name("model.out").read_text().splitlines()
    found = []
    for line in lines[lines.index(title) + 1 :]:
        if line.startswith("total"):
            break
        words = line.split()
        shape = " ".join(words[2:-2]).replace("x", "×")
        found.append((words[0], shape, *(int(w.replace(",", "")) for w in words[-2:])))
    return found


def figure_architecture() -> Figure:
    """The layers of LeNet-5 from top to bottom, with shapes and parameters."""
    rows = layers("LeNet-5, 1998")
    does = {
        "C1": "convolution 5 × 5",
        "S2": "sum of 2 × 2",
        "C3": "partial convolution 5 × 5",
        "S4": "sum of 2 × 2",
        "C5": "convolution 5 × 5",
        "F6": "dense layer",
    }
    series = {"C": 1, "S": 2, "F": 3}
    gap, top = 60, 56
    fig = Figure(480, top + gap * (len(rows) + 1) + 30, "The layers of LeNet-5")
    fig.text(150, 16, "output (C × H × W)", size=15, anchor="middle", color="muted")
    fig.text(472, 16, "trained parameters", size=15, anchor="end", color="muted")
    nodes = [box(fig, 150, top, "image: 1 × 32 × 32", width=190, height=34)]
    for k, (name, shape, parameters, _) in enumerate(rows, start=1):
        y = top + gap * k
        node = box(
            fig, 150, y, f"{name}: {shape}", width=190, height=34,
            series=series[name[0]],
        )  # fmt: skip
        fig.text(162, y - gap / 2, does[name], size=15)
        fig.text(472, y, f"{parameters:,}", anchor="end")
        nodes.append(node)
    y = top + gap * (len(rows) + 1)
    nodes.append(box(fig, 150, y, "10 distances", width=190, height=34))
    fig.text(162, y - gap / 2, "distance to 10 fixed codes", size=15)
    fig.text(472, y, "0", anchor="end")
    for a, b in pairwise(nodes):
        fig.arrow(150, a.bottom[1], 150, b.top[1], stroke="ink")
    return fig


def figure_table() -> Figure:
    """Which maps of S2 each map of C3 reads."""
    cell, left, top = 25, 66, 78
    fig = Figure(480, top + 6 * cell + 66, "Connections between S2 and C3")
    fig.text(left + 8 * cell, 16, "map of C3", anchor="middle")
    for k, maps in enumerate(TABLE):
        series = {3: 1, 4: 2, 6: 3}[len(maps)]
        x = left + k * cell
        fig.text(x + cell / 2, top - 18, str(k), size=15, anchor="middle")
        for m in range(6):
            on = m in maps
            fig.rect(
                x, top + m * cell, cell, cell,
                fill=f"{series}-soft" if on else "paper", stroke="axis",
                stroke_width=1,
            )  # fmt: skip
            if on:
                fig.circle(
                    x + cell / 2, top + (m + 0.5) * cell, 5, fill=series, stroke="none"
                )
    for m in range(6):
        y = top + (m + 0.5) * cell
        fig.text(left - 12, y, str(m), size=15, anchor="end")
    fig.text(8, top - 18, "S2", size=15)
    low = top + 6 * cell + 26
    for start, count, text in ((0, 6, "read 3 maps"), (6, 9, "read 4 maps")):
        middle = left + (start + count / 2) * cell
        fig.text(middle, low, text, size=15, anchor="middle")
    fig.text(left + 16 * cell, low + 26, "reads all 6", size=15, anchor="end")
    for x in (6, 15):
        fig.line(
            left + x * cell, top - 4, left + x * cell, low - 4, stroke="ink", width=2
        )
    return fig


def figure_cost() -> Figure:
    """Share of parameters and of multiply-adds, layer by layer."""
    rows = layers("LeNet-5, 1998")
    total = [sum(row[k] for row in rows) for k in (2, 3)]
    fig = Figure(480, 300, "Parameters sit in C5, work in C1 and C3")
    plot = Plot(
        fig,
        (-0.6, len(rows) - 0.4),
        (0, 100),
        ylabel="share of the total, percent",
        xticks=tuple((k, row[0]) for k, row in enumerate(rows)),
        yticks=(0, 25, 50, 75, 100),
        top=29,
    )
    for number, (label, shift) in enumerate((("parameters", -0.2), ("work", 0.2))):
        share = [100 * row[2 + number] / total[number] for row in rows]
        text = tuple(f"{s:.0f}" for s in share)
        places = [k + shift for k in range(len(rows))]
        plot.bars(places, share, number + 1, label=label, width=0.38, values=text)
    plot.legend("above", columns=2)
    return fig
