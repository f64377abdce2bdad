"""One knob at a time, and learning rate against batch size."""

import network
import numpy as np

Array = np.ndarray
BASE = {"rate": 0.2, "batch": 16, "width": 64, "depth": 2}
RATES = tuple(10 ** (k / 2) for k in range(-5, 2))  # 0.003 to 3.2
BATCHES = (8, 32, 128, 400)


# --8<-- [start:knobs]
def scores(setting: dict, epochs: int = network.EPOCHS) -> Array:
    """Validation accuracy (3,) of three seeds in percent."""
    found = []
    for seed in range(3):
        *_, layers = network.trial(setting, seed, epochs)
        found.append(100 * network.accuracy(layers, "valid"))
    return np.array(found)


def rate_by_batch() -> Array:
    """Mean accuracy (4 batch sizes, 7 rates) of one hidden layer.

    A rate above the best one with less than 50% counts as failed: 0.
    """
    np.seterr(all="ignore")
    rows = []
    for b in BATCHES:
        setting = {**BASE, "depth": 1, "batch": b}
        row = np.array([scores({**setting, "rate": r}).mean() for r in RATES])
        too_large = np.arange(len(RATES)) > row.argmax()
        rows.append(np.where(too_large & (row < 50), 0, row))
    return np.array(rows)


# --8<-- [end:knobs]

if __name__ == "__main__":
    np.seterr(all="ignore")
    print("Validation accuracy in %, mean of 3 seeds (lowest to highest)")
    grid = {
        "rate": (0.001, 0.01, 0.1, 0.2, 0.5, 1.0),
        "batch": (8, 16, 64, 256),
        "width": (4, 16, 64, 256),
        "depth": (1, 2, 3, 4),
    }
    for knob, values in grid.items():
        for value in values:
            s = scores({**BASE, knob: value})
            print(
                f"{knob:<6} {value:<6}{s.mean():3.0f}  ({s.min():.0f} to {s.max():.0f})"
            )
    for epochs in (1, 3, 9, 27):
        s = scores(BASE, epochs)
        print(f"epochs {epochs:<6}{s.mean():3.0f}  ({s.min():.0f} to {s.max():.0f})")
    print("\nrows: batch 8, 32, 128, 400; columns: rate 0.003 to 3.2; 0: failed")
    for row in rate_by_batch():
        print(" ".join(f"{v:4.0f}" for v in row))
