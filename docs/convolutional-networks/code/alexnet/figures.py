"""Figures of the AlexNet page; they read model.out and timeline.out."""

from pathlib import Path

import timeline

from roadmap.figures import Figure, Plot, box


def recorded() -> list[tuple[str, str, int, int]]:
    """Name, shape, parameters and multiply-adds of the first table of model.out."""
    lines = Path(__file__).with_name("model.out").read_text().splitlines()
    found = []
    for line in lines[1:]:
        if line.startswith("total"):
            break
        words = line.split()
        shape = " ".join(words[2:-2]).replace("x", "×")
        found.append((words[0], shape, *(int(w.replace(",", "")) for w in words[-2:])))
    return found


def figure_architecture() -> Figure:
    """Two towers side by side; conv3 and the dense layers read both."""
    rows = recorded()
    gap, top, left, right = 64, 56, 96, 268
    fig = Figure(480, top + gap * len(rows) + 34, "AlexNet on two graphics cards")
    fig.text(left, 16, "card 1", anchor="middle", color="muted")
    fig.text(right, 16, "card 2", anchor="middle", color="muted")
    fig.text(474, 16, "parameters", anchor="end", color="muted", size=15)
    above = [box(fig, (left + right) / 2, top, "image: 3 × 227 × 227", width=200)]
    y = top
    for k, (name, shape, parameters, _) in enumerate(rows, start=1):
        y = top + gap * k
        first, *rest = shape.split(" ", 1)
        half = " ".join([str(int(first) // 2), *rest])
        if name == "dense8":
            text = f"dense8: {shape}"
            nodes = [box(fig, (left + right) / 2, y, text, width=150, series=3)]
        else:
            series = 3 if name.startswith("dense") else 1
            text = f"{name}: {half}" if series == 3 else f"{name}\n{half}"
            places = (left, right)
            nodes = [
                box(fig, x, y, text, width=140, height=44, series=series)
                for x in places
            ]
        crossed = name == "conv3" or name.startswith("dense") or k == 1
        for i, b in enumerate(nodes):
            for j, a in enumerate(above):
                if crossed or i == j:
                    fig.arrow(*a.bottom, *b.top, stroke="ink")
        fig.text(474, y, f"{parameters:,}", anchor="end")
        above = nodes
    return fig


def figure_timeline() -> Figure:
    """Top-5 error of the winner of each year."""
    fig = Figure(480, 330, "Top-5 error of the winners, 2010 to 2017")
    plot = Plot(
        fig,
        (2009.4, 2017.6),
        (0, 30),
        ylabel="top-5 error of the winner, percent",
        xticks=tuple(range(2010, 2018)),
        yticks=(0, 10, 20, 30),
        top=29,
    )
    parts = (
        ("fixed features", [r for r in timeline.RESULTS if r[0] < 2012], 2),
        ("deep networks", [r for r in timeline.RESULTS if r[0] >= 2012], 1),
    )
    for label, results, series in parts:
        years, errors = [r[0] for r in results], [r[3] for r in results]
        values = tuple(f"{e:g}" for e in errors)
        plot.bars(years, errors, series, label=label, width=0.7, values=values)
    plot.text(2012, 16.4, "AlexNet", dx=8, dy=-34, anchor="middle")
    plot.text(2015, 3.57, "ResNet", dy=-34, anchor="middle")
    plot.legend("above", columns=2)
    return fig


def figure_cost() -> Figure:
    """Share of parameters and of multiply-adds, layer by layer."""
    rows = recorded()
    total = [sum(row[k] for row in rows) for k in (2, 3)]
    fig = Figure(480, 300, "Parameters and work of AlexNet by layer")
    names = [row[0].replace("conv", "C").replace("dense", "D") for row in rows]
    plot = Plot(
        fig,
        (-0.6, len(rows) - 0.4),
        (0, 75),
        ylabel="share of the total, percent",
        xticks=tuple(enumerate(names)),
        yticks=(0, 25, 50, 75),
        top=29,
    )
    for number, (label, shift) in enumerate((("parameters", -0.2), ("work", 0.2))):
        share = [100 * row[2 + number] / total[number] for row in rows]
        places = [k + shift for k in range(len(rows))]
        plot.bars(places, share, number + 1, label=label, width=0.38)
    plot.legend("above", columns=2)
    return fig
