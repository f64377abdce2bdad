"""Exercise 2: the minimax loss against the non-saturating one, with a trained D."""

import numpy as np
from scratch import Params, adam, backward, d_loss, forward, g_loss, mlp, ring, sigmoid


def minimax_loss(G: Params, D: Params, z: np.ndarray) -> tuple[float, Params]:
    """Mean of ln(1 - D(G(z))), which the generator minimizes."""
    g_acts = forward(G, z)
    d_acts = forward(D, g_acts[-1])
    a = d_acts[-1]
    _, to_fake = backward(D, d_acts, -sigmoid(a) / len(z))  # d ln(1 - D)/da = -D
    return -np.logaddexp(0, a).mean(), backward(G, g_acts, to_fake)[0]


def size(grads: Params) -> float:
    """Length of the gradient over all parameters."""
    return float(np.sqrt(sum((g**2).sum() for g in grads)))


def ratio(seed: int) -> tuple[float, float, float]:
    """Train only D for 200 steps; mean and largest D(fake), and gradient ratio."""
    rng = np.random.default_rng(seed)
    G, D = mlp([2, 32, 32, 2], rng), mlp([2, 32, 32, 1], rng)
    step = adam(D, 0.005)
    for _ in range(200):
        step(d_loss(D, ring(64, rng), forward(G, rng.normal(size=(64, 2)))[-1])[1])
    z = rng.normal(size=(256, 2))
    belief = sigmoid(forward(D, forward(G, z)[-1])[-1])  # (256, 1)
    gain = size(g_loss(G, D, z)[1]) / size(minimax_loss(G, D, z)[1])
    return float(belief.mean()), float(belief.max()), gain


def main() -> None:
    """Print all three for five seeds."""
    rows = [ratio(seed) for seed in range(5)]
    print("mean D(G(z)):", [round(mean, 3) for mean, _, _ in rows])
    print("largest D(G(z)):", [round(top, 2) for _, top, _ in rows])
    print("gradient of G, non-saturating over minimax:", [round(r) for *_, r in rows])
    assert all(r > 2 for *_, r in rows)


if __name__ == "__main__":
    main()
