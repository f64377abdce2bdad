"""How often gradient descent finds a network for XOR, by hidden units."""

import numpy as np
from scratch import POINTS, XOR, forward, start, train

RUNS = 50


def run(width: int, seed: int, steps: int = 1000) -> tuple[bool, float]:
    """Whether each right answer gets a probability above 0.9; the loss."""
    theta = train(start(width, seed), POINTS, XOR[:, None], steps, eta=1.0)
    z = forward(theta, POINTS)[1][:, 0]
    right = np.where(XOR == 1, z, -z)  # logit of the right answer, (4,)
    return bool((right > np.log(9)).all()), float(np.log1p(np.exp(-right)).mean())


if __name__ == "__main__":
    print(f"XOR, solved runs of {RUNS}, 1000 steps")
    for width in (1, 2, 3, 4):
        stuck = [seed for seed in range(RUNS) if not run(width, seed)[0]]
        print(f"{width} hidden units: {RUNS - len(stuck)}")
        if width == 2:
            longer = [run(2, seed, steps=10_000) for seed in stuck]
            losses = [loss for _, loss in longer]
            print(f"  the {len(stuck)} others after 10,000 steps: ", end="")
            print(f"{sum(done for done, _ in longer)} solved, ", end="")
            print(f"losses {min(losses):.4f} to {max(losses):.4f}")
