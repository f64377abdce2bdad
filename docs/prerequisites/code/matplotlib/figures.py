"""Figures of the page on Matplotlib, drawn with the site's own kit."""

from what_is_drawn import losses

from roadmap.figures import Figure, Plot


def figure_loss_curves() -> Figure:
    """Training and validation loss over 60 epochs, best epoch marked."""
    train, validation = losses()
    best = int(validation.argmin())
    fig = Figure(480, 290, "Validation loss is lowest at epoch 17, not at the end")
    plot = Plot(fig, (0, 60), (0, 1), xlabel="epoch", ylabel="loss", right=90)
    plot.line(range(61), train, 1, label="training")
    plot.line(range(61), validation, 2, label="validation")
    plot.vline(best, f"best: {best}")
    plot.direct_labels()
    return fig
