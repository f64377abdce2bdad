"""Figures of the forecasting page, drawn from the recorded run."""

import json
from pathlib import Path

from roadmap.figures import Figure, Plot

RECORD = json.loads(Path(__file__).with_name("metrics.json").read_text())
DETAILS = RECORD["first"]["details"]
TIMES = [5 * i / 24 for i in range(48)]  # days; a forecast every five hours


def figure_front() -> Figure:
    """Ten days of the test part against the value of the day before."""
    days = DETAILS["days"]
    fig = Figure(480, 300, "Temperature of ten days and of the day before each hour")
    plot = Plot(fig, (0, 10), _limits(), xlabel="day", ylabel="temperature, °C", top=30)
    plot.line(TIMES, days["truth"], 1, label="truth")
    plot.line(TIMES, days["day before"], 2, label="same hour, day before")
    plot.legend("above", columns=2)
    return fig


def figure_days() -> Figure:
    """The same ten days with the forecast made 24 hours before, and its range."""
    days = DETAILS["days"]
    fig = Figure(480, 300, "Forecast 24 hours ahead, with its range")
    plot = Plot(fig, (0, 10), _limits(), xlabel="day", ylabel="temperature, °C", top=30)
    plot.errorband(TIMES, days["0.1"], days["0.9"], 3)
    plot.line(TIMES, days["truth"], 1, label="truth")
    plot.line(TIMES, days["0.5"], 3, label="forecast and range")
    plot.legend("above", columns=2)
    return fig


def figure_horizon() -> Figure:
    """MAE per hour ahead for four methods."""
    names = {
        "Network": "network",
        "Linear regression": "linear",
        "Same hour yesterday": "yesterday",
        "Last value": "last value",
    }
    fig = Figure(480, 310, "Mean absolute error by hours ahead")
    plot = Plot(
        fig, (1, 24), (0, 4), xlabel="hours ahead", ylabel="MAE, °C",
        xticks=(1, 6, 12, 18, 24), top=52,
    )  # fmt: skip
    for series, (name, label) in enumerate(names.items(), 1):
        plot.line(range(1, 25), DETAILS["horizon"][name], series, label=label)
    plot.legend("above", columns=2)
    return fig


def _limits() -> tuple[float, float]:
    values = [value for line in DETAILS["days"].values() for value in line]
    return 5 * (min(values) // 5), 5 * -(-max(values) // 5)
