"""Figures of the translation page, drawn from the recorded run."""

import json
from pathlib import Path

from roadmap.figures import Figure, Plot, heatmap, text_width

RECORD = json.loads(Path(__file__).with_name("metrics.json").read_text())
HISTORY, DETAILS = RECORD["first"]["history"], RECORD["first"]["details"]


def figure_reordering() -> Figure:
    """Two word orders for one English order."""
    fig = Figure(640, 330, "English words and the places of their translations")
    rows = (
        (
            "now the man opens a red book",
            "jetzt macht der Mann ein rotes Buch auf",
            (0, 2, 3, (1, 7), 4, 5, 6),
        ),
        (
            "the girl says that the man opens a red book",
            "das Mädchen sagt , dass der Mann ein rotes Buch aufmacht",
            (0, 1, 2, 4, 5, 6, 10, 7, 8, 9),
        ),
    )
    for k, (english, german, order) in enumerate(rows):
        top = 40 + 160 * k
        places = []
        for words, y in ((english.split(), top), (german.split(), top + 90)):
            gap = 13
            x = (640 - sum(text_width(w, 16) + gap for w in words) + gap) / 2
            places.append([])
            for word in words:
                width = text_width(word, 16)
                fig.text(x, y, word)
                places[-1].append(x + width / 2)
                x += width + gap
        for i, targets in enumerate(order):
            for j in targets if isinstance(targets, tuple) else (targets,):
                verb = english.split()[i] == "opens"
                fig.line(
                    places[0][i], top + 14, places[1][j], top + 74,
                    stroke=2 if verb else "axis", width=2.5 if verb else 1.5,
                )  # fmt: skip
    return fig


def figure_attention() -> Figure:
    """Where each word of a translation looks in the source."""
    source, target = DETAILS["source"], DETAILS["target"]
    fig = Figure(
        140 + 30 * len(source), 100 + 30 * len(target), "Cross-attention, last layer"
    )
    heatmap(
        fig, DETAILS["weights"], 90, 84, cell=30, annotate=False,
        row_labels=target, column_labels=source, vmax=1,
    )  # fmt: skip
    return fig


def figure_bleu() -> Figure:
    """Validation BLEU after each epoch."""
    epochs = [row["epoch"] for row in HISTORY]
    fig = Figure(480, 280, "Validation BLEU after each epoch")
    plot = Plot(
        fig, (1, epochs[-1]), (0, 1), xlabel="epoch", ylabel="BLEU on validation pairs",
        xticks=epochs, yticks=(0, 0.2, 0.4, 0.6, 0.8, 1),
    )  # fmt: skip
    plot.line(epochs, [row["valid BLEU"] for row in HISTORY], 1, markers=True)
    nearest = RECORD["baselines"]["Nearest training caption"]["BLEU"]
    plot.hline(nearest, "nearest training caption (test)", side="right")
    return fig
