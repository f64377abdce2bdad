"""What one direction cannot know, and what two directions must not know.

Recurrent weights are random and fixed; only the readout is fitted, by least squares.
"""

import numpy as np
import scratch
from scratch import Array

STEPS, UNITS, N = 20, 32, 2000


def fixed_layer(rng: np.random.Generator) -> scratch.Layer:
    """A random layer whose state fades by about one half per step."""
    w_h = rng.normal(size=(UNITS, UNITS))
    w_h *= 0.5 / np.abs(np.linalg.eigvals(w_h)).max()
    return rng.normal(size=(1, UNITS)) * 0.5, w_h, np.zeros(UNITS)


def readout(hs: Array, label: Array, use: Array | None = None) -> float:
    """Fit on the first half of the sequences; accuracy on the second half of `use`."""
    half = hs.shape[1] // 2
    fit, y = hs[:, :half], label[:, :half]
    w = np.linalg.lstsq(fit.reshape(-1, fit.shape[2]), y.ravel(), rcond=None)[0]
    test = (hs if use is None else use)[:, half:]
    return float(np.mean(np.sign(test @ w) == label[:, half:]))


def one_seed(seed: int) -> dict[str, float]:
    """Accuracies by name."""
    rng = np.random.default_rng(seed)
    x = rng.choice([-1.0, 1.0], size=(STEPS, N, 1))
    ahead, behind = fixed_layer(rng), fixed_layer(rng)
    both = scratch.forward(x, np.full(N, STEPS), ahead, behind)  # (T, N, 2h)
    majority = np.sign(x[:-2] + x[1:-1] + x[2:])[:, :, 0]  # steps 2 to T - 1
    coin = x[1:, :, 0]  # the next bit, for steps 1 to T - 1
    # In use the future is missing: the backward layer has to start at step t.
    live = both.copy()
    live[:, :, UNITS:] = np.tanh(x @ behind[0] + behind[2])
    middle = both[1:-1]
    return {
        "majority, copy the bit": float(np.mean(x[1:-1, :, 0] == majority)),
        "majority, forward": readout(middle[:, :, :UNITS], majority),
        "majority, backward": readout(middle[:, :, UNITS:], majority),
        "majority, both": readout(middle, majority),
        "next bit, forward": readout(both[:-1, :, :UNITS], coin),
        "next bit, both": readout(both[:-1], coin),
        "next bit, both, in use": readout(both[:-1], coin, live[:-1]),
    }


def main() -> None:
    """Print the mean over five seeds."""
    found = [one_seed(seed) for seed in range(5)]
    for name in found[0]:
        print(f"{name}: {np.mean([f[name] for f in found]):.0%}")


if __name__ == "__main__":
    main()
