"""Figures of the pre-training page."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import objectives
import scratch

from roadmap.figures import Figure, Plot

HERE = Path(__file__)


def figure_objectives() -> Figure:
    """What each objective reads and what it must predict."""
    fig = Figure(560, 330, "Inputs and targets of MLM, CLM and seq2seq")
    rows = [
        ("MLM", objectives.masked(objectives.SENTENCE, objectives.HIDDEN)),
        ("CLM", objectives.causal(objectives.SENTENCE)),
        ("seq2seq", objectives.spans(objectives.SENTENCE, {1, 4})),
    ]
    for i, (name, (source, target)) in enumerate(rows):
        y = 34 + 110 * i
        fig.text(10, y + 20, name, bold=True)
        for dy, kind, tokens in ((0, "reads", source), (42, "learns", target)):
            fig.text(86, y + dy, kind, color="muted", size=15)
            for j, token in enumerate(tokens):
                x = 140 + 84 * j
                lesson = dy > 0 and token != "-"
                fig.rect(x, y + dy - 17, 78, 34, radius=6,
                         fill="2-soft" if lesson else "paper",
                         stroke=2 if lesson else "axis")  # fmt: skip
                fig.text(x + 39, y + dy, token, anchor="middle", size=15)
    return fig


def figure_schedule() -> Figure:
    """Warm-up and cosine."""
    fig = Figure(480, 250, "Learning rate: linear warm-up, then a cosine")
    plot = Plot(fig, (0, 100), (0, 1.35), xlabel="step",
                ylabel="learning rate / peak")  # fmt: skip
    steps = np.arange(0, 101)
    plot.line(steps, [scratch.rate(int(s), 1.0, 10, 100) for s in steps], 1)
    plot.vline(10, "end of warm-up")
    return fig


def figure_scaling() -> Figure:
    """Error against tokens for two exponents, on logarithmic axes."""
    text = HERE.with_name("scaling.out").read_text(encoding="utf-8")
    curves = [
        [float(v) for v in line.split()] for line in re.findall(r"error: (.+)", text)
    ]
    sizes = [100, 300, 1_000, 3_000, 10_000, 30_000]
    fig = Figure(480, 320, "Share of unknown facts against tokens")
    plot = Plot(
        fig, (80, 40_000), (0.003, 0.3), xscale="log", yscale="log",
        xlabel="tokens read", ylabel="error on new text", right=100,
        xticks=[(100, "100"), (1_000, "1,000"), (10_000, "10,000")],
        yticks=[(0.01, "1%"), (0.1, "10%")],
    )  # fmt: skip
    for i, (curve, label) in enumerate(zip(curves, ("$a$ = 0.5", "$a$ = 1.0"),
                                           strict=True), 1):  # fmt: skip
        plot.line(sizes, curve, i, label=label, markers=True)
    plot.direct_labels()
    return fig


def figure_ablation() -> Figure:
    """Mean loss and range over seeds, for each variant."""
    text = HERE.with_name("ablation.out").read_text(encoding="utf-8")
    rows = re.findall(
        r"^([^\d\n]+?) +([\d.]+) +([\d.]+) to ([\d.]+)", text, re.MULTILINE
    )
    fig = Figure(480, 282, "Loss of five variants over seeds")
    fig.text(16, 18, "loss on new words: mean and range over seeds", size=15)
    left, scale = 160, 140

    def at(loss: float) -> float:
        return left + loss * scale

    for value in (0.0, 0.5, 1.0, 1.5, 2.0):
        fig.line(at(value), 36, at(value), 246, stroke="line")
        fig.text(at(value), 264, f"{value:g}", anchor="middle", size=15)
    for i, (name, mean, low, high) in enumerate(rows):
        y = 60 + 42 * i
        fig.text(16, y, name, size=15)
        fig.line(at(float(low)), y, at(float(high)), y, stroke=1, width=5)
        fig.circle(at(float(mean)), y, 5, fill=1, stroke="none")
    return fig
