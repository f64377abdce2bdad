"""Figures of the page on applications of recurrent networks."""

import re
from pathlib import Path

from roadmap.figures import Figure, Plot


def recorded(name: str) -> list[str]:
    """The lines that the script printed."""
    return Path(__file__).with_name(f"{name}.out").read_text().splitlines()


def figure_readouts() -> Figure:
    """The same chain of states with four different readouts."""
    fig = Figure(480, 420, "One recurrent core, four readouts")
    xs = (150, 235, 320, 405)
    tasks = (
        ("language\nmodel", ("word 2", "word 3", "word 4", "word 5"), 1),
        ("tagging", ("tag 1", "tag 2", "tag 3", "tag 4"), 3),
        ("sentiment", ("", "", "", "+ or −"), 2),
        ("forecast", ("", "", "", "$m$ values"), 4),
    )
    for row, (name, outputs, series) in enumerate(tasks):
        y = 76 + 100 * row
        for k, line in enumerate(name.split("\n")):
            fig.text(8, y - (9 if "\n" in name else 0) + 19 * k, line)
        for t, x in enumerate(xs):
            if t:
                fig.arrow(xs[t - 1] + 18, y, x - 18, y)
                if row == 1:
                    fig.arrow(x - 18, y + 10, xs[t - 1] + 18, y + 10, dash="4 3")
            fig.circle(x, y, 18, fill=f"{series}-soft", stroke=series)
            fig.text(x, y, f"$h_{t + 1}$", anchor="middle", size=15)
            if outputs[t]:
                fig.arrow(x, y - 18, x, y - 40, stroke=series, width=2)
                fig.text(x, y - 52, outputs[t], anchor="middle", size=15)
    return fig


def figure_sentiment() -> Figure:
    """Accuracy of three classifiers against the number of training reviews."""
    rows = [re.findall(r"\d+", line) for line in recorded("sentiment")[3:]]
    sizes = [int(r[0]) for r in rows]
    fig = Figure(480, 320, "Accuracy on generated reviews by size of training set")
    plot = Plot(
        fig,
        (30, 1000),
        (50, 100),
        xscale="log",
        xlabel="training reviews",
        ylabel="test accuracy in percent",
        xticks=tuple((s, str(s)) for s in sizes),
        right=66,
    )
    for k, name in enumerate(("words", "pairs", "GRU")):
        mean, low, high = ([int(r[1 + 3 * k + j]) for r in rows] for j in range(3))
        plot.errorband(sizes, low, high, k + 1)
        plot.line(sizes, mean, k + 1, label=name, markers=True)
    plot.direct_labels()
    return fig


def figure_forecast() -> Figure:
    """Error against hours ahead for the methods that matter."""
    lines = recorded("forecasting")
    hours = [int(h) for h in re.findall(r"\d+", lines[1].split("all")[0])]
    fig = Figure(480, 320, "Forecast error by hours ahead")
    plot = Plot(
        fig,
        (1, 24),
        (0.4, 1.0),
        xlabel="hours ahead",
        ylabel="mean absolute error",
        xticks=hours,
        yticks=(0.4, 0.6, 0.8, 1.0),
        top=52,
    )
    for k, line in enumerate(lines[3:], start=2):
        name = line[:21].strip()
        errors = [float(v) for v in line[21:].split()[:6]]
        plot.line(hours, errors, k, label=name, markers=True)
    plot.legend("above", columns=2)
    return fig
