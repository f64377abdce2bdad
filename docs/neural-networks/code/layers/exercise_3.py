"""Exercise 3: a narrow layer in the middle of a digits network."""

import numpy as np
import scratch
from width_depth import task, train


def accuracy(sizes: list[int], seed: int) -> float:
    """Test accuracy after 20 epochs at a learning rate of 0.003."""
    x, y, x_new, y_new, _, epochs = task("digits")
    params = train(sizes, x, y, seed, 0.003, epochs)
    return float((scratch.forward(x_new, params)[-1].argmax(1) == y_new).mean())


if __name__ == "__main__":
    print("64 -> 32 -> m -> 32 -> 10, five starts")
    means = {}
    for middle in (1, 2, 4, 8, 32):
        sizes = [64, 32, middle, 32, 10]
        found = [accuracy(sizes, seed) for seed in range(5)]
        means[middle] = np.mean(found)
        print(
            f"m = {middle:<3}{sum(scratch.parameters(sizes)):>5} parameters: ", end=""
        )
        print(f"{np.mean(found):.0%} ({min(found):.0%} to {max(found):.0%})")
    assert means[1] < 0.6 < 0.9 < means[8]
