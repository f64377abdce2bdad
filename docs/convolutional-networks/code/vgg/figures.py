"""Figures of the VGG page; shapes and counts come from model.out."""

from pathlib import Path

from scratch import receptive_field

from roadmap.figures import Figure, Plot, box


def recorded() -> list[tuple[str, list[int], int, int]]:
    """Name, shape, parameters and multiply-adds of VGG-16."""
    lines = Path(__file__).with_name("model.out").read_text().splitlines()
    found = []
    for line in lines[1:]:
        if line.startswith("total"):
            break
        words = line.split()
        shape = [int(w) for w in words[2:-2] if w != "x"]
        found.append((words[0], shape, *(int(w.replace(",", "")) for w in words[-2:])))
    return found


def blocks() -> list[tuple[str, list[int], int, int, int]]:
    """Join the convolutions of a block; each dense layer is a group of its own."""
    groups: dict[str, list[tuple[str, list[int], int, int]]] = {}
    for row in recorded():
        groups.setdefault(row[0].split("_")[0], []).append(row)
    return [
        (name, rows[0][1], len(rows), sum(r[2] for r in rows), sum(r[3] for r in rows))
        for name, rows in groups.items()
    ]


def figure_architecture() -> Figure:
    """Blocks of VGG-16 from top to bottom; boxes get narrower as maps shrink."""
    groups = blocks()
    gap, top = 66, 52
    fig = Figure(480, top + gap * len(groups) + 34, "VGG-16 block by block")
    fig.text(474, 16, "parameters", size=15, anchor="end", color="muted")
    above = box(fig, 176, top, "image: 3 × 224 × 224", width=300, height=34)
    for k, (name, shape, repeats, parameters, _) in enumerate(groups, start=1):
        y = top + gap * k
        size = " × ".join(map(str, shape))
        if name.startswith("conv"):
            text, width = f"{repeats} × conv 3 × 3: {size}", 326 - 9 * k
            series = 1
            note = "max pool, halves" if k > 1 else ""
        else:
            text, width, series = f"dense: {size}", 170, 3
            note = "max pool, flatten 512 × 7 × 7" if name == "dense6" else ""
        node = box(fig, 176, y, text, width=width, height=36, series=series)
        fig.arrow(176, above.bottom[1], 176, node.top[1], stroke="ink")
        if note:
            fig.text(188, y - gap / 2, note, size=15, color="muted")
        fig.text(474, y, f"{parameters:,}", anchor="end")
        above = node
    return fig


def _grid(fig: Figure, x: float, y: float, count: int, cell: float, mark: int) -> None:
    """A square grid with a marked square in its middle."""
    off = (count - mark) / 2 * cell
    fig.rect(x, y, count * cell, count * cell)
    fig.rect(x + off, y + off, mark * cell, mark * cell, fill="1-soft", stroke="none")
    for i in range(1, count):
        fig.line(
            x + i * cell, y, x + i * cell, y + count * cell, stroke="axis", width=1
        )
        fig.line(
            x, y + i * cell, x + count * cell, y + i * cell, stroke="axis", width=1
        )
    fig.rect(
        x + off, y + off, mark * cell, mark * cell, fill="none", stroke="1",
        stroke_width=3,
    )  # fmt: skip


def figure_stack() -> Figure:
    """What one output of three stacked 3 x 3 convolutions sees."""
    cell, top = 18, 64
    fig = Figure(480, 226, "Three 3 by 3 convolutions see 7 by 7 pixels")
    views = [receptive_field([3] * depth) for depth in (3, 2, 1, 0)]
    names = ("image", "layer 1", "layer 2", "layer 3")
    xs = (12, 178, 302, 420)
    for k, (name, view, x) in enumerate(zip(names, views, xs, strict=True)):
        side = view * cell
        y = top + (7 * cell - side) / 2
        _grid(fig, x, y, view, cell, min(3, view))
        fig.text(x + side / 2, top - 40, name, anchor="middle", size=15)
        label = f"{view} × {view}"
        fig.text(x + side / 2, top + 7 * cell + 20, label, anchor="middle", size=15)
        if k:
            before = xs[k - 1] + views[k - 1] * cell
            fig.arrow(before + 4, top + 63, x - 4, top + 63, stroke="ink")
    return fig


def figure_cost() -> Figure:
    """Share of parameters and of multiply-adds, block by block."""
    groups = blocks()
    total = [sum(row[k] for row in groups) for k in (3, 4)]
    fig = Figure(480, 300, "Parameters and work of VGG-16 by block")
    names = [row[0].replace("conv", "B").replace("dense", "D") for row in groups]
    plot = Plot(
        fig,
        (-0.6, len(groups) - 0.4),
        (0, 80),
        ylabel="share of the total, percent",
        xticks=tuple(enumerate(names)),
        yticks=(0, 20, 40, 60, 80),
        top=29,
    )
    for number, (label, shift) in enumerate((("parameters", -0.2), ("work", 0.2))):
        share = [100 * row[3 + number] / total[number] for row in groups]
        text = tuple(f"{s:.0f}" for s in share)
        places = [k + shift for k in range(len(groups))]
        plot.bars(places, share, number + 1, label=label, width=0.38, values=text)
    plot.legend("above", columns=2)
    return fig
