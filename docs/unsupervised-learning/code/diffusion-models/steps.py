"""Fewer network calls: DDIM against the same network run step by step."""

from itertools import pairwise

import numpy as np
from nets import forward, moons, nearest
from scratch import BAR, T, inputs, sample, train


# --8<-- [start:ddim]
def jump(
    net: list[np.ndarray], n: int, calls: int, seed: int, eta: float = 0.0
) -> np.ndarray:
    """Visit only `calls` noise levels; eta = 0 is DDIM, eta = 1 is like DDPM."""
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(n, 2))
    levels = np.rint(np.linspace(T, 0, calls + 1)).astype(int)
    for t, s in pairwise(levels):  # from t down to s
        eps = forward(net, inputs(X, np.full(n, t)))[-1]
        clean = (X - np.sqrt(1 - BAR[t]) * eps) / np.sqrt(BAR[t])
        var = eta**2 * (1 - BAR[s]) / (1 - BAR[t]) * (1 - BAR[t] / BAR[s])
        X = np.sqrt(BAR[s]) * clean + np.sqrt(1 - BAR[s] - var) * eps
        X = X + np.sqrt(var) * rng.normal(size=(n, 2))
    return X


# --8<-- [end:ddim]


def main() -> None:
    """Distance of samples to test data and back, for several numbers of calls."""
    X, test = moons(2000, seed=0), moons(500, seed=1)
    nets = [train(X, seed) for seed in range(3)]
    assert np.allclose(jump(nets[0], 50, T, 7, eta=1.0), sample(nets[0], 50, 7)[-1])
    print("eta = 1 with all 50 levels is the DDPM sampler")
    print("calls: distance to and from test data, mean of 3 networks")
    for calls in (50, 20, 10, 5, 2):
        line = []
        for eta in (0.0, 1.0):
            P = [jump(net, 500, calls, seed, eta) for seed, net in enumerate(nets)]
            there = np.mean([nearest(p, test) for p in P])
            back = np.mean([nearest(test, p) for p in P])
            line.append(f"{there:.2f} and {back:.2f}")
        print(f"{calls:2}: DDIM {line[0]}, eta = 1 {line[1]}")


if __name__ == "__main__":
    main()
