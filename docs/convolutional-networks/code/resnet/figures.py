"""Figures of the ResNet page, drawn from the recorded tables."""

import re
from pathlib import Path

from roadmap.figures import Figure, Plot, box, connect, op


def _lines(name: str) -> list[str]:
    """Lines of a recorded output."""
    return Path(__file__).with_name(name).read_text().splitlines()


def _layers() -> list[tuple[str, int, int]]:
    """Name, channels and size of each convolution of ResNet-18."""
    rows = [line.split() for line in _lines("model.out")]
    return [(r[0], int(r[2]), int(r[4])) for r in rows if r[1] == "Conv2d"]


def figure_network() -> Figure:
    """ResNet-18: one bar per convolution, one arc per shortcut."""
    layers = _layers()
    path = [row for row in layers if "shortcut" not in row[0]]
    projected = {row[0].rsplit(".shortcut", 1)[0] for row in layers} - {
        row[0].rsplit(".shortcut", 1)[0] for row in path
    }
    fig = Figure(520, 250, "ResNet-18 from its layer table")
    base, centers = 170, []
    for number, (name, _, size) in enumerate(path):
        stage = int(name[5]) + 1 if name.startswith("stage") else 1
        x, height = 20 + 25.5 * number, 12 + 1.0 * size
        fig.rect(x, base - height, 15, height, fill=f"{stage}-soft", stroke=stage)
        centers.append((x + 7.5, base - height))
    for number in range(1, len(path), 2):
        block = path[number][0].split(".body")[0]
        left, right = centers[number][0] - 13, centers[number + 1][0] + 12
        top = min(centers[number][1], centers[number + 1][1]) - 34
        start = centers[number][1] - 4
        dash = "5 4" if block in projected else ""
        points = [(left, start), (left, top + 12), (right - 6, top + 12)]
        fig.polyline([*points, (right - 6, start - 6)], stroke="ink", dash=dash)
    for first, last in ((0, 0), (1, 4), (5, 8), (9, 12), (13, 16)):
        x = (centers[first][0] + centers[last][0]) / 2
        _, channels, size = path[first]
        fig.text(x, base + 18, str(channels), anchor="middle")
        fig.text(x, base + 40, f"{size}²", anchor="middle", color="muted")
    x = centers[-1][0] + 16
    fig.text(x, base - 14, "mean,", size=15)
    fig.text(x, base + 4, "dense", size=15)
    fig.text(260, base + 64, "channels, and below them the size", anchor="middle")
    return fig


def figure_blocks() -> Figure:
    """The two kinds of block with the weights of each convolution."""
    fig = Figure(480, 400, "Basic block and bottleneck")
    numbers = {}
    for line in _lines("family.out"):
        match = re.match(r"(two 3 x 3|bottleneck), (\d+) channels: (.*) = (.*)", line)
        if match:
            numbers[match[1], match[2]] = match[3].split(" + "), match[4]
    drawings = (
        (120, "basic, 256 channels", ("two 3 x 3", "256"), ("3 × 3", "3 × 3")),
        (
            360,
            "bottleneck, 256 channels",
            ("bottleneck", "256"),
            ("1 × 1, to 64", "3 × 3, 64", "1 × 1, to 256"),
        ),
    )
    for x, title, key, kinds in drawings:
        weights, total = numbers[key]
        fig.text(x, 16, title, anchor="middle", bold=True)
        top = fig_input = box(fig, x, 56, "$x$", width=60)
        step = 210 / len(kinds)
        for number, (kind, weight) in enumerate(zip(kinds, weights, strict=True)):
            node = box(
                fig,
                x,
                56 + step * (number + 0.85),
                f"{kind}\n{weight}",
                width=130,
                series=2 if "bottleneck" in key else 1,
            )
            connect(fig, top, node, out="bottom", into="top")
            top = node
        plus = op(fig, x, 318, "+")
        connect(fig, top, plus, out="bottom", into="top")
        side = x - 95
        fig.polyline(
            [(fig_input.left[0], 56), (side, 56), (side, 318), (plus.left[0] - 8, 318)],
            stroke="ink",
        )
        fig.arrow(plus.left[0] - 12, 318, plus.left[0], 318)
        fig.text(side + 14, 190, "identity", rotate=-90, anchor="middle", size=15)
        fig.text(x, 362, "ReLU", anchor="middle")
        fig.arrow(x, 337, x, 352)
        fig.text(x, 386, f"{total} weights", anchor="middle", color="muted")
    return fig


def figure_depth() -> Figure:
    """Gradient at the start, and training accuracy, of plain and residual networks."""
    fig = Figure(480, 580, "Plain and residual networks of growing depth")
    lines = _lines("depth.out")
    plot = Plot(
        fig,
        (0, 28),
        (-4, 4),
        box=(8, 8, 464, 280),
        xlabel="input of block (the loss is on the right)",
        ylabel="gradient relative to the last block, before training",
        yticks=[(v, f"$10^{{{v}}}$") for v in (-4, -2, 0, 2, 4)],
    )
    titles = ("plain, batch norm", "plain, He", "residual, batch norm")
    keys = ("plain, batch", "plain, He", "residual, batch")
    for series, (title, key) in enumerate(zip(titles, keys, strict=True), start=1):
        line = next(t for t in lines if t.startswith(key))
        values = [float(v) for v in line.rsplit(":", 1)[1].split()]
        plot.line(range(0, 2 * len(values), 2), values, series)
        x, dy = ((9, -18), (14, 26), (5, 24))[series - 1]
        y = values[x // 2]
        plot.text(x, y, title, dx=6, dy=dy, color=series)
    plot = Plot(
        fig,
        (3, 21),
        (0, 100),
        box=(8, 300, 464, 272),
        xlabel="layers",
        ylabel="training accuracy in percent after 4 epochs",
        xticks=(4, 8, 20),
    )
    rows = [[int(v) for v in re.findall(r"\d+", t)] for t in lines if t[:6] == "depth "]
    depths = [row[0] for row in rows]
    for series, start, title in ((1, 1, "plain"), (3, 4, "residual")):
        low, high = [r[start + 1] for r in rows], [r[start + 2] for r in rows]
        plot.errorband(depths, low, high, series)
        plot.line(depths, [r[start] for r in rows], series, markers=True)
        middle = (2 * rows[1][start] + rows[2][start]) / 3  # of the line at 12 layers
        plot.text(12, middle, title, dy=-28 if start == 4 else 38, color=series)
    return fig
