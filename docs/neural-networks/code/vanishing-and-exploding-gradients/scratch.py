"""Gradients over depth: a chain by hand, norms per layer, clipping. NumPy only."""

import numpy as np

Array = np.ndarray
WIDTH, DEPTH, SEEDS = 64, 30, 10
GAINS = {"small": 0.5, "Glorot": 1.0, "He": 2**0.5, "large": 2.0}


# --8<-- [start:norms]
def activate(name: str, z: Array) -> tuple[Array, Array]:
    """Activation f(z) and slope f'(z), elementwise."""
    if name == "ReLU":
        return np.maximum(z, 0), (z > 0).astype(float)
    if name == "tanh":
        a = np.tanh(z)
        return a, 1 - a * a
    a = 1 / (1 + np.exp(-z))  # sigmoid
    return a, a * (1 - a)


def make(gain: float, seed: int, depth: int = DEPTH) -> tuple:
    """Random inputs, labels and weights with standard deviation gain/sqrt(d)."""
    rng = np.random.default_rng(seed)
    x = rng.normal(size=(64, WIDTH))  # (N, d)
    labels = rng.integers(10, size=64)
    weights = [rng.normal(0, gain / WIDTH**0.5, (WIDTH, WIDTH)) for _ in range(depth)]
    weights.append(rng.normal(0, 1 / WIDTH**0.5, (WIDTH, 10)))  # output layer
    return x, labels, weights


def norms(name: str, x: Array, labels: Array, weights: list) -> tuple[Array, Array]:
    """Norms of dL/dZ and of dL/dW for each hidden layer; loss: cross-entropy."""
    activations, slopes = [x], []
    for w in weights[:-1]:
        a, slope = activate(name, activations[-1] @ w)  # (N, d)
        activations.append(a)
        slopes.append(slope)
    z = activations[-1] @ weights[-1]  # logits (N, 10)
    p = np.exp(z - z.max(axis=1, keepdims=True))
    delta = p / p.sum(axis=1, keepdims=True)
    delta[np.arange(len(x)), labels] -= 1
    delta /= len(x)  # dL/dlogits
    of_z, of_w = [], []
    for layer in reversed(range(len(slopes))):
        delta = (delta @ weights[layer + 1].T) * slopes[layer]  # dL/dZ, (N, d)
        of_z.append(np.linalg.norm(delta))
        of_w.append(np.linalg.norm(activations[layer].T @ delta))
    return np.array(of_z[::-1]), np.array(of_w[::-1])


# --8<-- [end:norms]


def measured(name: str, gain: float) -> tuple[Array, Array]:
    """Norms of dL/dZ (last layer = 1) and dL/dW; shapes (SEEDS, DEPTH)."""
    runs = [norms(name, *make(gain, seed)) for seed in range(SEEDS)]
    of_z, of_w = (np.array(part) for part in zip(*runs, strict=True))
    return of_z / of_z[:, -1:], of_w


def middle(values: Array) -> Array:
    """Geometric mean over the seeds."""
    return np.exp(np.log(values).mean(axis=0))


# --8<-- [start:clip]
def clip_by_norm(grads: list[Array], limit: float) -> tuple[list[Array], float]:
    """Scale all gradients by one factor so that their joint norm is <= limit."""
    norm = float(np.sqrt(sum((g * g).sum() for g in grads)))
    factor = min(1.0, limit / norm) if norm > 0 else 1.0
    return [g * factor for g in grads], norm


# --8<-- [end:clip]


def chain(x: float, weights: tuple, y: float) -> dict[str, Array]:
    """Three sigmoid units in a row, loss (a3 - y)^2 / 2; every number by hand."""
    a, activations, sums = x, [x], []
    for w in weights:
        sums.append(w * a)
        a = 1 / (1 + np.exp(-sums[-1]))
        activations.append(a)
    out = np.array(activations[1:])
    slopes = out * (1 - out)
    d3 = (a - y) * slopes[2]
    j2, j1 = weights[2] * slopes[1], weights[1] * slopes[0]  # dz3/dz2, dz2/dz1
    deltas = np.array([d3 * j2 * j1, d3 * j2, d3])
    return {
        "z": np.array(sums),
        "a": out,
        "slopes": slopes,
        "loss": np.array([(a - y) ** 2 / 2]),
        "a3 - y": np.array([a - y]),
        "factors": np.array([j2, j1]),
        "their product": np.array([j2 * j1]),
        "deltas 1, 2, 3": deltas,
        "dL/dw 1, 2, 3": deltas * np.array(activations[:-1]),
        "delta 1 / delta 3": deltas[:1] / deltas[2],
    }


def show(label: str, values: Array) -> None:
    """One line of numbers with four decimals, without negative zeros."""
    body = " ".join(f"{v + 0.0:7.4f}" for v in np.round(np.ravel(values), 4))
    print(f"{label:<18}{body}")


def worked() -> None:
    """The chain of the page, its check by differences, and the clipping example."""
    weights, y = (2.0, -1.0, 3.0), 1.0
    found = chain(1.0, weights, y)
    print("chain: x = 1, weights 2, -1, 3, target 1")
    for label, values in found.items():
        show(label, values)
    for k in range(3):
        up, down = (
            chain(1.0, tuple(w + h * (j == k) for j, w in enumerate(weights)), y)
            for h in (1e-5, -1e-5)
        )
        slope = (up["loss"] - down["loss"])[0] / 2e-5
        assert abs(slope - found["dL/dw 1, 2, 3"][k]) < 1e-9
    show("bound (1/4)^2 * 3", np.array([3 / 16]))
    clipped, norm = clip_by_norm([np.array([3.0, 4.0]), np.array([12.0])], 5.0)
    show("norm of 3, 4, 12", np.array([norm]))
    show("5 / norm", np.array([5 / norm]))
    show("clipped to 5", np.concatenate(clipped))
    assert np.isclose(np.linalg.norm(np.concatenate(clipped)), 5)


def powers() -> None:
    """What a factor per layer does over 50 layers."""
    print("\npowers")
    print(f"0.9^50 = {0.9**50:.3f}, 1.1^50 = {1.1**50:.0f}, 0.25^10 = {0.25**10:.0e}")


def table() -> None:
    """Gradient of layer 1 relative to layer 30, and the factor per layer."""
    print(
        f"\n|dL/dZ|, layer 1 / layer 30, geometric mean (min to max) of {SEEDS} seeds"
    )
    for name in ("sigmoid", "tanh", "ReLU"):
        for scale, gain in GAINS.items():
            ratio = measured(name, gain)[0][:, 0]
            each = middle(ratio) ** (1 / (DEPTH - 1))
            print(
                f"{name:<8}{scale:<7} {middle(ratio):.0e} ({ratio.min():.0e} to "
                f"{ratio.max():.0e}), factor per layer {each:.2f}"
            )
    print("\n|dL/dW| in layers 1, 15 and 30, geometric mean")
    for name, scale in (
        ("sigmoid", "Glorot"),
        ("ReLU", "small"),
        ("ReLU", "He"),
        ("ReLU", "large"),
    ):
        of_w = middle(measured(name, GAINS[scale])[1])
        body = " ".join(f"{of_w[k]:.0e}" for k in (0, 14, 29))
        print(f"{name:<8}{scale:<7} {body}")


if __name__ == "__main__":
    worked()
    powers()
    table()
