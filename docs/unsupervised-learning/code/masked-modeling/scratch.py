"""A masked autoencoder on 2 by 2 patches of 8 by 8 digits, in NumPy."""

import numpy as np
from nets import TRAIN, adam, backward, forward, mlp


# --8<-- [start:patches]
def patches(X: np.ndarray) -> np.ndarray:
    """Cut images (N, 64) into 16 patches of 2 by 2 pixels: (N, 16, 4)."""
    grid = X.reshape(-1, 4, 2, 4, 2).transpose(0, 1, 3, 2, 4)  # (N, 4, 4, 2, 2)
    return grid.reshape(-1, 16, 4)


def draw_mask(N: int, hidden: int, rng: np.random.Generator) -> np.ndarray:
    """Hide the same number of patches in each image, at random: (N, 16), 1 = hidden."""
    return (rng.random((N, 16)).argsort(axis=1).argsort(axis=1) < hidden).astype(float)


def inputs(P: np.ndarray, M: np.ndarray) -> np.ndarray:
    """Visible pixels, zeros elsewhere, and which patches are hidden: (N, 80)."""
    return np.hstack([(P * (1 - M)[:, :, None]).reshape(len(P), 64), M])


# --8<-- [end:patches]


# --8<-- [start:loss]
def loss_and_grads(
    net: list[np.ndarray], P: np.ndarray, M: np.ndarray, everywhere: bool = False
) -> tuple[float, list[np.ndarray]]:
    """Mean squared error per hidden pixel; `everywhere` counts visible ones too."""
    acts = forward(net, inputs(P, M))
    error = acts[-1].reshape(P.shape) - P  # (N, 16, 4)
    weight = np.ones_like(M) if everywhere else M
    weight = weight[:, :, None] / (4 * weight.sum())
    G = 2 * weight * error
    grads = backward(net, acts, G.reshape(len(P), 64))
    return float((weight * error**2).sum()), grads


def pretrain(
    X: np.ndarray, hidden: int, seed: int, steps: int = 700, everywhere: bool = False
) -> list[np.ndarray]:
    """Train 80 - 128 - 128 - 64 to fill in hidden patches."""
    rng = np.random.default_rng(seed)
    net, P = mlp([80, 128, 128, 64], rng), patches(X)
    step = adam(net, 0.003)
    for t in range(1, steps + 1):
        batch = P[rng.integers(len(P), size=100)]
        M = draw_mask(100, hidden, rng)
        step(loss_and_grads(net, batch, M, everywhere)[1], t)
    return net


def encode(net: list[np.ndarray], X: np.ndarray) -> np.ndarray:
    """The second hidden layer for whole images, nothing hidden: (N, 128)."""
    P = patches(X)
    return forward(net, inputs(P, np.zeros((len(P), 16))))[2]


# --8<-- [end:loss]


def main() -> None:
    """The worked example: four patches of one number, two of them hidden."""
    x, guess = np.array([0.2, 0.8, 0.6, 0.4]), np.array([0.3, 0.5, 0.6, 0.8])
    m = np.array([0, 1, 0, 1])
    squares = (guess - x) ** 2
    print("squared errors:", [round(float(s), 4) for s in squares])
    print(f"loss on the hidden: {(m * squares).sum() / m.sum():.4f}")
    print(f"loss everywhere: {squares.mean():.4f}")
    grad = 2 * m * (guess - x) / m.sum()
    print("gradient:", [round(float(g), 4) + 0.0 for g in grad])
    p = np.array([0.5, 0.1])
    print("cross-entropies:", [round(float(-np.log(v)), 4) for v in p], end=", ")
    print(f"mean {-np.log(p).mean():.4f}")
    copy = np.where(m == 1, 0.5, x)
    print(f"copying the visible, 0.5 elsewhere: {((copy - x) ** 2).mean():.4f}", end="")
    print(f" everywhere, {(m * (copy - x) ** 2).sum() / m.sum():.4f} on the hidden")

    rng = np.random.default_rng(0)
    net, P = mlp([80, 6, 5, 64], rng), rng.random((3, 16, 4))
    M = draw_mask(3, 8, rng)
    assert (M.sum(axis=1) == 8).all()
    grads = loss_and_grads(net, P, M)[1]
    for p, g in zip(net, grads, strict=True):
        index = (0,) * p.ndim
        old, values = p[index], []
        for h in (1e-6, -1e-6):
            p[index] = old + h
            values.append(loss_and_grads(net, P, M)[0])
        p[index] = old
        assert abs((values[0] - values[1]) / 2e-6 - g[index]) < 1e-7
    print("hand-written gradients agree with finite differences")
    assert TRAIN == 1000


if __name__ == "__main__":
    main()
