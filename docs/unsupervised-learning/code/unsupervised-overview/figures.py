"""Figures of the overview of unsupervised learning."""

import re
from pathlib import Path

from roadmap.figures import Figure, Plot


def figure_families() -> Figure:
    """Four families, by what the data themselves supply as a target."""
    fig = Figure(480, 380, "Families of learning without labels")
    rows = (
        ("Group", "which examples are alike?", "clustering", 1),
        ("Rebuild or fill in", "what was here?", "autoencoders, masked modeling", 2),
        ("Compare", "which two are one image?", "contrastive learning", 3),
        ("Model p(x)", "how likely? more of it?", "VAE, GAN, diffusion, flows", 4),
    )
    for k, (name, question, methods, series) in enumerate(rows):
        y = 8 + 92 * k
        fig.rect(8, y, 150, 76, fill=f"{series}-soft", stroke=series, radius=6)
        fig.text(83, y + 38, name, anchor="middle")
        fig.arrow(158, y + 38, 186, y + 38)
        fig.text(196, y + 24, question, size=15)
        fig.text(196, y + 52, methods, size=15, color="muted")
    return fig


def figure_probe() -> Figure:
    """Linear probe against the number of labels."""
    lines = Path(__file__).with_name("representations.out").read_text().splitlines()
    fig = Figure(480, 350, "Accuracy of a linear probe by number of labels")
    plot = Plot(
        fig,
        (10, 500),
        (40, 100),
        xscale="log",
        xlabel="labeled images",
        ylabel="test accuracy in percent",
        xticks=((10, "10"), (50, "50"), (500, "500")),
        yticks=(40, 60, 80, 100),
        top=76,
    )
    names = ("pixels", "untrained", "copy", "fill in", "contrast", "from scratch")
    rows = {line[:13].strip(): line[13:] for line in lines[2:9]}
    for series, name in enumerate(names, start=1):
        means = [int(v) for v in re.findall(r"(\d+) \(", rows[name])]
        plot.line((10, 50, 500), means, series, label=name, markers=True)
    plot.legend("above", columns=2)
    return fig
