"""Grid against random search with 16 trials, in two search spaces."""

from itertools import product

import network
import numpy as np
import scratch

Array = np.ndarray


def narrow(u: Array) -> Array:
    """Keep the rate, squeeze the other knobs into a range that hardly matters."""
    return np.array([u[0], 0.25 + 0.1 * u[1], 0.5 + 0.1 * u[2], 0.0])


# --8<-- [start:grid]
def shifted_grid(rng: np.random.Generator) -> Array:
    """Two values per knob at a random place: 16 points (16, 4)."""
    axes = [(rng.random() + np.arange(2)) / 2 for _ in range(4)]
    return np.array(list(product(*axes)))


def winner(points: Array, seed: int) -> float:
    """Fresh accuracy of the trial with the best validation score."""
    scores = []
    for k, u in enumerate(points):
        *_, layers = network.trial(scratch.decode(u), seed + k)
        scores.append([network.accuracy(layers, p) for p in ("valid", "fresh")])
    valid, fresh = np.array(scores).T
    return float(fresh[valid.argmax()])


# --8<-- [end:grid]


def line(label: str, scores: list[float]) -> None:
    """Mean, lowest and highest in percent."""
    s = 100 * np.array(scores)
    print(f"{label:<34}{s.mean():.1f}  ({s.min():.1f} to {s.max():.1f})")


if __name__ == "__main__":
    np.seterr(all="ignore")
    print("Fresh accuracy of the best of 16 trials in %, 12 searches, mean (range)")
    for name, squeeze in (("all knobs matter", lambda u: u), ("only the rate", narrow)):
        grid, random = [], []
        for repeat in range(12):
            rng = np.random.default_rng(repeat)
            points = np.array([squeeze(u) for u in shifted_grid(rng)])
            grid.append(winner(points, 100 * repeat))
            points = np.array([squeeze(u) for u in rng.random((16, 4))])
            random.append(winner(points, 100 * repeat))
        line(f"{name}: grid", grid)
        line(f"{name}: random", random)
