"""The plots in Matplotlib; pixels, counts and colors are those of scratch.py.

`python library.py FOLDER` keeps the two pictures in FOLDER.
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.colors import ListedColormap
from run import best_epoch, run
from scratch import VALUES, Axes, histogram, shade
from sklearn.datasets import load_digits


# --8<-- [start:curves]
def loss_curves(path: Path) -> None:
    """Both losses on the same axes, with labels, a legend and the best epoch."""
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
    theirs = shown.to_rgba(shown.get_array())  # (2, 3, 4): red, green, blue, alpha
    places = shade(np.asarray(shown.get_array()), 0, 1, 4)  # (2, 3)
    assert np.array_equal(theirs, colors(range(4))[places])
    plt.close(fig)


# --8<-- [end:compare]


def main() -> None:
    """Compare with scratch.py, draw both pictures, and one array that fails."""
    plt.switch_backend("Agg")  # draws into files, needs no screen
    compare()
    print("pixels, counts and colors agree with scratch.py")
    with TemporaryDirectory() as temporary:
        folder = Path(sys.argv[1] if len(sys.argv) > 1 else temporary)
        for draw, name in ((loss_curves, "loss.png"), (four_plots, "four.png")):
            draw(folder / name)
            height, width, _ = plt.imread(folder / name).shape
            print(f"{name}: {width} x {height} pixels")
    ax = plt.figure().add_subplot()
    image = np.zeros((3, 32, 32))  # as PyTorch keeps it
    try:
        ax.imshow(image)
    except TypeError as error:
        print("imshow:", error)
    print("after transpose:", ax.imshow(image.transpose(1, 2, 0)).get_size())


if __name__ == "__main__":
    main()
