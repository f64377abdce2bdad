"""Figures of the Inception page, drawn from the recorded tables."""

from pathlib import Path

from roadmap.figures import Figure, Plot, box, connect


def _rows(name: str) -> list[list[str]]:
    """Words of the lines of a recorded output."""
    path = Path(__file__).with_name(name)
    return [line.split() for line in path.read_text().splitlines()]


def figure_module() -> Figure:
    """Module 3a from its layer table."""
    channels = {r[0]: r[2] for r in _rows("model.out") if r[0].startswith("3a.")}
    fig = Figure(560, 330, "The Inception module 3a")
    source = box(fig, 280, 30, "input, 192 × 28 × 28", width=190)
    x = {"one": 70, "three": 210, "five": 350, "pool": 490}
    lower = {
        "three": box(fig, 210, 110, f"1 × 1, {channels['3a.three.0.0']}", width=116),
        "five": box(fig, 350, 110, f"1 × 1, {channels['3a.five.0.0']}", width=116),
        "pool": box(fig, 490, 110, "3 × 3 max", width=116),
    }
    upper = {
        "one": ("1 × 1", channels["3a.one.0"], 1),
        "three": ("3 × 3", channels["3a.three.1.0"], 2),
        "five": ("5 × 5", channels["3a.five.1.0"], 3),
        "pool": ("1 × 1", channels["3a.pool.1.0"], 4),
    }
    left, total = 88, sum(int(v[1]) for v in upper.values())
    for branch, (kernel, count, series) in upper.items():
        node = box(fig, x[branch], 195, f"{kernel}, {count}", width=116, series=series)
        if branch in lower:
            connect(fig, source, lower[branch], out="bottom", into="top")
            connect(fig, lower[branch], node, out="bottom", into="top")
        else:
            fig.polyline(
                [(source.left[0], 30), (70, 30), (70, 160)], width=1.75, stroke="ink"
            )
            fig.arrow(70, 155, 70, node.top[1])
        width = int(count) * 1.5
        fig.rect(left, 270, width, 26, fill=f"{series}-soft", stroke=series)
        fig.arrow(x[branch], 217, left + width / 2, 267)
        fig.text(left + width / 2, 283, count, anchor="middle", size=15)
        left += width
    fig.text(280, 315, f"stacked: {total} × 28 × 28", anchor="middle")
    return fig


def figure_network() -> Figure:
    """Parameters and multiply-adds of the parts of GoogLeNet."""
    parts = ["stem", "3a", "3b", "4a", "4b", "4c", "4d", "4e", "5a", "5b", "dense"]
    costs = {
        r[0]: (int(r[1].replace(",", "")), int(r[2].replace(",", "")))
        for r in _rows("counts.out")
        if len(r) == 3 and r[0] in parts
    }
    ticks = [(n, part) for n, part in enumerate(parts)]
    fig = Figure(520, 430, "Where the cost of GoogLeNet sits")
    for which, (y, label, unit, top) in enumerate(
        (
            (8, "parameters, million", 1e6, 1.6),
            (220, "multiply-adds, million", 1e6, 520),
        )
    ):
        plot = Plot(
            fig,
            (-0.6, 10.6),
            (0, top),
            box=(8, y, 504, 200),
            ylabel=label,
            xticks=ticks,
        )
        heights = [costs[part][which] / unit for part in parts]
        plot.bars(range(len(parts)), heights, which + 1)
    return fig
