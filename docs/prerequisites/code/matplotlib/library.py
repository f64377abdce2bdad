"""The plots in Matplotlib. Without Matplotlib only our own numbers are printed.

With it, the script also draws four plots, compares pixels, counts and colors with
scratch.py, and says so on the error stream.
"""

import sys
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from run import best_epoch, run
from scratch import VALUES, Axes, histogram, shade
from sklearn.datasets import load_digits


# --8<-- [start:curves]
def loss_curves(path: Path) -> None:
    """Both losses on the same axes, with labels, a legend and the best epoch."""
    import matplotlib.pyplot as plt

    first = run()
    epochs = np.arange(1, len(first.train) + 1)
    fig, ax = plt.subplots(figsize=(6, 4))  # inches
    ax.plot(epochs, first.train, label="training")
    ax.plot(epochs, first.valid, "--", label="validation")
    ax.axvline(best_epoch(first.valid), color="gray", linewidth=1)
    ax.set(xlabel="epoch", ylabel="cross-entropy", ylim=(0, None))
    ax.legend()
    fig.savefig(path, dpi=150)  # 900 x 600 pixels
    plt.close(fig)


# --8<-- [end:curves]


# --8<-- [start:four]
def four_plots(path: Path) -> None:
    """Line plot, histogram, scatter and image in one figure."""
    import matplotlib.pyplot as plt

    first, image = run(), load_digits().images[0]
    x, y = first.valid_X @ first.W1[:, 0], first.valid_X @ first.W1[:, 1]
    fig, axs = plt.subplots(2, 2, figsize=(8, 6), layout="constrained")
    runs = np.array([run(seed).valid for seed in range(5)])  # (seeds, epochs)
    epochs = np.arange(1, runs.shape[1] + 1)
    axs[0, 0].plot(epochs, runs.mean(axis=0))
    axs[0, 0].fill_between(epochs, runs.min(axis=0), runs.max(axis=0), alpha=0.3)
    axs[0, 0].set(xlabel="epoch", ylabel="validation loss", xscale="log")
    axs[0, 1].hist(first.hidden(first.valid_X).ravel(), bins=20, range=(0, 4))
    axs[0, 1].set(xlabel="activation", ylabel="count")
    axs[1, 0].scatter(x, y, c=first.valid_y, s=8, cmap="tab10")
    axs[1, 0].set(xlabel="unit 1", ylabel="unit 2", aspect="equal")
    shown = axs[1, 1].imshow(image, cmap="gray_r", vmin=0, vmax=16)  # (8, 8)
    fig.colorbar(shown, ax=axs[1, 1])
    fig.savefig(path)
    plt.close(fig)


# --8<-- [end:four]


# --8<-- [start:compare]
def compare() -> None:
    """Pixels, counts and shades of scratch.py are Matplotlib's."""
    import matplotlib.pyplot as plt
    from matplotlib.colors import ListedColormap

    fig = plt.figure(figsize=(4, 3), dpi=100)  # 400 x 300 pixels
    ax = fig.add_axes((0.1, 0.2, 0.8, 0.7))  # left, bottom, width, height as shares
    for log in (False, True):
        ax.set(xscale="log" if log else "linear", xlim=(1e-4, 1), ylim=(0, 1.5))
        ours = Axes((40, 60, 320, 210), (1e-4, 1), (0, 1.5), xlog=log)
        for point in ((0.001, 0.2), (0.03, 1.4), (1.0, 0.0)):
            assert np.allclose(ax.transData.transform(point), ours.pixel(*point))
    counts = ax.hist(VALUES, bins=4, range=(0, 2))[0]
    assert np.array_equal(counts, histogram(VALUES, 0, 2, 4))
    colors = ListedColormap(["k", "b", "g", "w"])
    shown = ax.imshow([[-1, 0, 0.5], [0.99, 1, 3]], cmap=colors, vmin=0, vmax=1)
    theirs = shown.cmap(
        shown.norm(shown.get_array())
    )  # (2, 3, 4), red green blue alpha
    places = shade(np.asarray(shown.get_array()), 0, 1, 4)
    assert np.array_equal(theirs, np.array(colors(range(4)))[places])
    plt.close(fig)


# --8<-- [end:compare]


def main() -> None:
    """Print our numbers; draw and compare if Matplotlib is installed."""
    ours = Axes((40, 60, 320, 210), (1e-4, 1), (0, 1.5), xlog=True)
    print(
        "learning rate 0.03, loss 1.4 ->", [round(v, 1) for v in ours.pixel(0.03, 1.4)]
    )
    print("counts", histogram(VALUES, 0, 2, 4).tolist())
    image = load_digits().images[0]
    print("image", image.shape, "from", int(image.min()), "to", int(image.max()))
    color = np.zeros((3, 32, 32))  # as PyTorch keeps it
    print("for imshow", color.transpose(1, 2, 0).shape)
    if find_spec("matplotlib"):
        import matplotlib

        matplotlib.use("Agg")  # draws into files, needs no screen
        folder = Path(sys.argv[1]) if len(sys.argv) > 1 else None
        compare()
        if folder:
            loss_curves(folder / "loss.png")
            four_plots(folder / "four.png")
        print("compared with Matplotlib", matplotlib.__version__, file=sys.stderr)


if __name__ == "__main__":
    main()
