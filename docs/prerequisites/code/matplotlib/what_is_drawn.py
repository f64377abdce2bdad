"""The numbers behind the plots of the page, without drawing."""

import numpy as np


# --8<-- [start:losses]
def losses(epochs: int = 60) -> tuple[np.ndarray, np.ndarray]:
    """Training and validation loss per epoch of a typical overfitting run, made up."""
    t = np.arange(epochs + 1)
    train = np.exp(-t / 10)
    validation = 0.3 + 0.7 * np.exp(-t / 5) + 0.005 * t
    return train, validation


# --8<-- [end:losses]


def values() -> np.ndarray:
    """200 activations: many exact zeros and a tail, as after ReLU."""
    return np.maximum(0, np.random.default_rng(3).normal(size=200))


def main() -> None:
    """Print what the reader of a plot would see."""
    train, validation = losses()
    best = int(validation.argmin())
    print(f"last epoch: training {train[-1]:.4f}, validation {validation[-1]:.4f}")
    print(f"best epoch: {best}, validation {validation[best]:.4f}")
    assert best == 17
    x = values()
    print(f"mean {x.mean():.2f}, exact zeros {int((x == 0).sum())} of {x.size}")
    for bins in (4, 20):
        counts, edges = np.histogram(x, bins=bins, range=(0, 4))
        print(f"{bins} bins of width {edges[1]:.1f}: {counts.tolist()}")
        assert counts.sum() == x.size


if __name__ == "__main__":
    main()
