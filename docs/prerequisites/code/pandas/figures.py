"""Figures of the page on pandas; numbers from scratch.py and missing.py."""

from statistics import mean

import missing
import scratch

from roadmap.figures import Figure, Plot


def _table(fig: Figure, x: int, y: int, cells: list, widths: list, fills: list) -> None:
    """A small table; the first row is the header."""
    for row, (line, fill) in enumerate(zip(cells, fills, strict=True)):
        left = x
        for cell, width in zip(line, widths, strict=True):
            top = y + 28 * row
            fig.rect(left, top, width, 28, fill=fill, stroke="line")
            fig.text(
                left + width / 2, top + 14, str(cell), anchor="middle", bold=row == 0
            )
            left += width


def figure_split_apply_combine() -> Figure:
    """The six customers split by plan, the mean of each part, the result."""
    table = scratch.read_csv(scratch.CUSTOMERS)
    means = scratch.group_by(table, "plan", "monthly", mean)
    prices = ["–" if p is None else f"{p:g}" for p in table["monthly"]]
    pairs = list(zip(table["plan"], prices, strict=True))
    fig = Figure(480, 300, "Split, apply, combine")
    for x, name in ((66, "table"), (234, "split"), (398, "apply, combine")):
        fig.text(x, 18, name, anchor="middle", color="muted")
    shades = ["paper", *("1-soft" if p == "basic" else "2-soft" for p, _ in pairs)]
    _table(fig, 8, 62, [("plan", "price"), *pairs], [58, 58], shades)
    for y, plan, shade in ((40, "basic", "1-soft"), (172, "pro", "2-soft")):
        part = [pair for pair in pairs if pair[0] == plan]
        _table(
            fig, 176, y, [("plan", "price"), *part], [58, 58], ["paper", *3 * [shade]]
        )
        fig.arrow(128, 160, 170, y + 56)
        target = 146 if plan == "basic" else 174
        fig.arrow(296, y + 56, 338, target)
    body = [("plan", "mean"), *((k, f"{v:g}") for k, v in means.items())]
    _table(fig, 344, 104, body, [58, 58], ["paper", "1-soft", "2-soft"])
    return fig


def figure_merge() -> Figure:
    """Two tables of three rows, matched by id, and the left merge."""
    a = {"id": [1, 2, 3], "plan": ["basic", "pro", "basic"]}
    b = {"id": [1, 1, 4], "reason": ["price", "outage", "billing"]}
    joined = scratch.merge(a, b, on="id", how="left")
    fig = Figure(480, 320, "A left merge of two tables with three rows")
    left = list(zip(a["id"], a["plan"], strict=True))
    right = list(zip(b["id"], b["reason"], strict=True))
    fig.text(80, 16, "left", anchor="middle", color="muted")
    fig.text(378, 16, "right", anchor="middle", color="muted")
    shades = ["paper", "1-soft", "2-soft", "3-soft"]
    _table(fig, 20, 30, [("id", "plan"), *left], [44, 76], shades)
    rows = [("id", "reason"), *right]
    _table(fig, 310, 30, rows, [44, 92], ["paper", "1-soft", "1-soft", "paper"])
    fig.line(142, 72, 308, 72, stroke=1, width=2)
    fig.line(142, 72, 308, 100, stroke=1, width=2)
    fig.text(225, 118, "2: no partner", anchor="middle", size=15)
    fig.text(225, 140, "3: no partner", anchor="middle", size=15)
    fig.text(318, 162, "4: no partner, dropped", anchor="start", size=15)
    body = [
        (i, plan, "missing" if reason is None else reason)
        for i, plan, reason in zip(*joined.values(), strict=True)
    ]
    shades = ["paper", "1-soft", "1-soft", "2-soft", "3-soft"]
    fig.text(8, 230, "left merge:", size=15)
    fig.text(8, 250, "4 rows", size=15)
    _table(fig, 104, 174, [("id", "plan", "reason"), *body], [44, 76, 92], shades)
    return fig


def figure_missing() -> Figure:
    """Accuracy by treatment of the holes, for two kinds of holes."""
    fig = Figure(480, 330, "Accuracy by treatment of missing values")
    plot = Plot(
        fig,
        (58, 94),
        (0.5, 4.7),
        box=(160, 8, 312, 314),
        xlabel="right on test rows, %",
        xticks=(60, 70, 80, 90),
        yticks=(),
        top=52,
    )
    names = {False: "holes at random", True: "holes depend on the label"}
    for row, way in enumerate(missing.WAYS):
        y = 4 - row
        _, at = plot.at(58, y + 0.15)
        fig.text(154, at, way, anchor="end", size=15)
        for series, kind in ((1, False), (2, True)):
            values = missing.table()[kind][row]
            level = y + (0.3 if series == 1 else 0)
            label = names[kind] if row == 0 else ""
            plot.scatter(values, [level] * len(values), series, size=4, label=label)
    plot.legend("above", columns=1)
    return fig
