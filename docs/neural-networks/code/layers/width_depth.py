"""Networks of about the same number of parameters, wide or deep, on two tasks."""

from functools import cache

import numpy as np
import scratch
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split

Array = np.ndarray
HIDDEN = (1, 2, 3, 4, 6)
SEEDS = range(5)


# --8<-- [start:train]
def train(sizes: list[int], x: Array, y: Array, seed: int, rate: float, epochs: int):
    """Adam on softmax cross-entropy, mini-batches of 50; returns the parameters."""
    rng = np.random.default_rng(seed)
    params = scratch.init(sizes, rng)
    flat = [p for pair in params for p in pair]
    mean, square = ([np.zeros_like(p) for p in flat] for _ in range(2))
    step = 0
    for _ in range(epochs):
        order = rng.permutation(len(x))
        for start in range(0, len(x), 50):
            rows, step = order[start : start + 50], step + 1
            a = scratch.forward(x[rows], params)
            p = np.exp(a[-1] - a[-1].max(axis=1, keepdims=True))
            p /= p.sum(axis=1, keepdims=True)
            p[np.arange(len(rows)), y[rows]] -= 1
            delta, grads = p / len(rows), []  # (N, K)
            for layer in reversed(range(len(params))):
                grads[:0] = [a[layer].T @ delta, delta.sum(axis=0)]
                delta = (delta @ params[layer][0].T) * (a[layer] > 0)
            for q, m, s, g in zip(flat, mean, square, grads, strict=True):
                m += 0.1 * (g - m)
                s += 0.001 * (g * g - s)
                size = np.sqrt(s / (1 - 0.999**step)) + 1e-8
                q -= rate * m / (1 - 0.9**step) / size
    return params


# --8<-- [end:train]


def spirals(n: int, seed: int) -> tuple[Array, Array]:
    """Two spiral arms of two turns each, points (n, 2) and labels (n,)."""
    rng = np.random.default_rng(seed)
    y = np.arange(n) % 2
    radius = np.sqrt(rng.uniform(0.02, 1, n))
    angle = 4 * np.pi * radius + np.pi * y
    x = 3 * np.column_stack([radius * np.cos(angle), radius * np.sin(angle)])
    return x + rng.normal(0, 0.06, (n, 2)), y


@cache
def task(name: str) -> tuple:
    """Training and test data, parameter budget, epochs."""
    if name == "spirals":
        return (*spirals(600, 0), *spirals(2000, 1), 300, 100)
    x, y = load_digits(return_X_y=True)
    x, x_new, y, y_new = train_test_split(
        x / 16, y, test_size=540, random_state=0, stratify=y
    )
    return x, y, x_new, y_new, 3000, 20


@cache
def accuracies(name: str, hidden: int, rate: float = 0.003) -> tuple[float, ...]:
    """Test accuracy of five starts; hidden = 0 is softmax regression."""
    x, y, x_new, y_new, _, epochs = task(name)
    found = []
    for seed in SEEDS:
        params = train(sizes(name, hidden), x, y, seed, rate, epochs)
        answers = scratch.forward(x_new, params)[-1].argmax(axis=1)
        found.append(float((answers == y_new).mean()))
    return tuple(found)


def sizes(name: str, hidden: int) -> list[int]:
    """Layer sizes within the budget of the task."""
    x, y, _, _, budget, _ = task(name)
    d_in, d_out = x.shape[1], int(y.max()) + 1
    if hidden == 0:
        return [d_in, d_out]
    return scratch.same_size(budget, d_in, d_out, hidden)


def main() -> None:
    """Mean, lowest and highest test accuracy of five starts."""
    for name in ("digits", "spirals"):
        print(f"{name:<9}hidden layers, width, parameters: mean (min to max)")
        for hidden in (0, *HIDDEN):
            layers = sizes(name, hidden)
            found = accuracies(name, hidden)
            width = layers[1] if hidden else 0
            total = sum(scratch.parameters(layers))
            print(f"{hidden:>10} {width:>4} {total:>6}: ", end="")
            print(f"{np.mean(found):.0%} ({min(found):.0%} to {max(found):.0%})")
    print("spirals by learning rate, mean of 1, 2 and 3 hidden layers")
    for rate in (0.003, 0.01, 0.03):
        body = [f"{np.mean(accuracies('spirals', h, rate)):.0%}" for h in (1, 2, 3)]
        print(f"{rate:>10}: " + " ".join(body))


if __name__ == "__main__":
    main()
