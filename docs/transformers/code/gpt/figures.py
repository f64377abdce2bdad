"""Figures of the GPT page."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import sampling

from roadmap.figures import Figure, Plot, matrix


def figure_shift() -> Figure:
    """Inputs, the causal mask and the targets of one text."""
    words = ["the", "cat", "sees", "the", "dog"]
    fig = Figure(480, 286, "One text of five tokens gives four lessons")
    fig.text(196, 16, "may look at", anchor="middle", color="muted")
    for j, word in enumerate(words[:4]):
        fig.text(124 + 48 * j, 44, word, anchor="middle", size=15)
    seen = {(i, j): 1 for i in range(4) for j in range(i + 1)}
    mask = np.tril(np.ones((4, 4)))
    matrix(fig, mask, 100, 62, cell=48, highlight=seen)
    for i, word in enumerate(words[:4]):
        y = 86 + 48 * i
        fig.text(88, y, word, anchor="end")
        fig.arrow(300, y, 352, y)
        fig.text(364, y, words[i + 1], bold=True)
    fig.text(88, 270, "input", anchor="end", color="muted")
    fig.text(364, 270, "must predict", color="muted")
    return fig


def figure_training() -> Figure:
    """Bits per character while training, read from train.out."""
    out = Path(__file__).with_name("train.out").read_text()
    steps = [(int(a), float(b)) for a, b in re.findall(r"step +(\d+): ([\d.]+)", out)]
    fig = Figure(480, 320, "Bits per character against training steps")
    plot = Plot(
        fig, (0, 270), (0, 5), xlabel="step", ylabel="bits per character", right=8
    )
    for name in ("unigram", "bigram", "five-gram", "floor"):
        value = float(re.search(rf"{name} +([\d.]+)", out)[1])
        if name != "floor":
            plot.hline(value, f"{name} {value:.2f}")
        else:
            plot.hline(value)
    plot.line(*zip(*steps, strict=True), 1, markers=True)
    plot.text(78, 1.05, "GPT, mean of 3 seeds", dx=10)
    return fig


def figure_sampling() -> Figure:
    """The same four logits under three temperatures."""
    z = np.array([2.0, 1.0, 0.0, -1.0])
    fig = Figure(480, 300, "Four tokens at three temperatures")
    plot = Plot(
        fig,
        (0.4, 4.6),
        (0, 1),
        xlabel="token",
        ylabel="probability",
        xticks=[(i, str(i)) for i in (1, 2, 3, 4)],
    )
    for i, tau in enumerate((0.5, 1.0, 2.0)):
        x = np.arange(1, 5) + 0.26 * (i - 1)
        name = f"temperature {tau:g}"
        plot.bars(x, sampling.softmax(z, tau), i + 1, width=0.24, label=name)
    plot.legend("top right")
    return fig
