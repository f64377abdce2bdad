"""Figures of the summarization page, drawn from the recorded run."""

import json
from pathlib import Path

from roadmap.figures import Figure, Plot, heatmap

RECORD = json.loads(Path(__file__).with_name("metrics.json").read_text())
DETAILS = RECORD["first"]["details"]


def figure_report() -> Figure:
    """One test report; the sentences that the starter picked are shaded."""
    sentences, picked = DETAILS["sentences"], DETAILS["picked"]
    fig = Figure(560, 30 * len(sentences) + 130, "A report and its summary")
    for i, sentence in enumerate(sentences):
        y = 24 + 30 * i
        if i in picked:
            fig.rect(40, y - 14, 508, 28, fill="2-soft", stroke="axis", radius=4)
        fig.text(28, y, str(i + 1), anchor="end", color="muted")
        fig.text(48, y, sentence, size=15)
    y = 30 * len(sentences) + 36
    fig.text(48, y, "reference", bold=True, size=15)
    for k, sentence in enumerate(DETAILS["reference"].split(" . ")):
        fig.text(48, y + 26 * (k + 1), f"{sentence.removesuffix(' .')} .", size=15)
    return fig


def figure_attention() -> Figure:
    """Where each sentence looks among the sentences."""
    names = [str(i + 1) for i in range(len(DETAILS["sentences"]))]
    side = 34 * len(names)
    fig = Figure(side + 60, side + 60, "Attention between the sentences of a report")
    heatmap(
        fig, DETAILS["weights"], 44, 44, cell=34, annotate=False,
        row_labels=names, column_labels=names, vmax=0.8,
    )  # fmt: skip
    return fig


def figure_places() -> Figure:
    """Share of test reports in which the sentence at a place is picked."""
    fig = Figure(480, 290, "Where the picked sentences stand")
    plot = Plot(
        fig, (0.4, 12.6), (0, 1), xlabel="place in the report", top=30,
        ylabel="share of reports", xticks=(1, 3, 6, 9, 12),
    )  # fmt: skip
    places = list(range(1, 13))
    picked, oracle = (DETAILS["places"][key][:12] for key in ("picked", "oracle"))
    plot.bars([p - 0.2 for p in places], picked, 1, label="starter", width=0.38)
    plot.bars([p + 0.2 for p in places], oracle, 2, label="oracle", width=0.38)
    plot.legend("above", columns=2)
    return fig


def figure_rouge() -> Figure:
    """ROUGE-1 of every system and of the oracle."""
    rows = {name: scores["ROUGE-1"] for name, scores in RECORD["baselines"].items()}
    rows["Starter"] = RECORD["starter"]["ROUGE-1"]["mean"]
    rows["Oracle"] = DETAILS["oracle"]["ROUGE-1"]
    fig = Figure(540, 34 * len(rows) + 44, "ROUGE-1 on the test part")
    fig.text(24, 18, "ROUGE-1 on the test part", bold=True)
    for i, (name, value) in enumerate(rows.items()):
        y, soft = 52 + 34 * i, f"{2 if name == 'Starter' else 1}-soft"
        fig.text(212, y, name, anchor="end")
        fig.rect(222, y - 11, 320 * value, 22, fill=soft, stroke="axis")
        fig.text(230 + 320 * value, y, f"{value:.3f}")
    return fig
