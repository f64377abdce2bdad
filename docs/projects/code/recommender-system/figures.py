"""Figures of the recommender page, drawn from the recorded run."""

import json
from pathlib import Path

from roadmap.figures import Figure, Plot

RECORD = json.loads(Path(__file__).with_name("metrics.json").read_text())
DETAILS = RECORD["first"]["details"]


def figure_tail() -> Figure:
    """Training ratings per film, most rated film first."""
    counts = DETAILS["tail"]
    step = 600 // 50
    fig = Figure(480, 280, "Training ratings per film, from most to least rated")
    plot = Plot(
        fig, (0, 600), (0, 300), xlabel="films, most rated first",
        ylabel="ratings in training",
    )  # fmt: skip
    plot.line([step * i for i in range(len(counts))], counts, 1)
    none = step * next(i for i, n in enumerate(counts) if not n)
    plot.vspan(none, 600, 2)
    plot.text(none, 75, "new films: no rating yet", dx=-8, anchor="end")
    return fig


def figure_history() -> Figure:
    """nDCG@10 by the number of ratings a member has in training."""
    groups = ("0", "1-10", "11-30", "31-100", ">100")
    names = ("network", "factorized", "popular", "newest")
    fig = Figure(480, 310, "nDCG@10 by length of history")
    plot = Plot(
        fig, (-0.2, 4.2), (0, 0.4), xlabel="training ratings of the member",
        ylabel="nDCG@10", xticks=tuple(enumerate(groups)), right=92,
    )  # fmt: skip
    for series, name in enumerate(names, 1):
        plot.line(range(5), DETAILS["ndcg"][name], series, label=name, markers=True)
    plot.direct_labels()
    return fig
