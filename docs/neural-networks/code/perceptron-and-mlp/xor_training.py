"""How often gradient descent finds a network for XOR, by hidden units."""

import numpy as np
from scratch import POINTS, XOR, forward, start, train

RUNS = 50


def solved(width: int, seed: int, points: np.ndarray = POINTS) -> bool:
    """Whether each right answer gets a probability above 0.9."""
    theta = train(start(width, seed), points, XOR[:, None], steps=1000, eta=1.0)
    z = forward(theta, points)[1][:, 0]
    return bool((np.where(XOR == 1, z, -z) > np.log(9)).all())


if __name__ == "__main__":
    print(f"XOR, solved runs of {RUNS}, 1000 steps")
    for width in (1, 2, 3, 4):
        count = sum(solved(width, seed) for seed in range(RUNS))
        print(f"{width} hidden units: {count}")
        assert width > 1 or count == 0
