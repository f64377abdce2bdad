"""One teacher per seed on digits, then every way to make it smaller."""

from __future__ import annotations

import numpy as np
import scratch
from sklearn.datasets import load_digits

Array = np.ndarray
SEEDS, TAU = 5, 4.0
BITS = (8, 6, 5, 4, 3, 2)
SHARES = (0.5, 0.7, 0.8, 0.9, 0.95)
STUDENT = 10


def data(seed: int) -> tuple[Array, Array, Array, Array]:
    """Training and test part of the digits, other ones for each seed."""
    x, y = load_digits(return_X_y=True)
    order = np.random.default_rng(seed).permutation(len(y))
    x, y = x[order] / 16, y[order]
    return x[:1200], y[:1200], x[1200:], y[1200:]


def start(h: int, rng: np.random.Generator) -> list[Array]:
    """W1, b1, W2, b2 of a network with h hidden units."""
    w1, w2 = rng.normal(size=(64, h)) / 8, rng.normal(size=(h, 10)) / np.sqrt(h)
    return [w1 * np.sqrt(2), np.zeros(h), w2, np.zeros(10)]


def logits(p: list[Array], x: Array) -> Array:
    """Forward pass: one hidden layer with ReLU."""
    return np.maximum(x @ p[0] + p[1], 0) @ p[2] + p[3]


def train(p, x, y, epochs, rng, teacher=None, masks=None):
    """Adam on batches of 50; teacher logits give soft targets, masks hold zeros."""
    p = [a.copy() for a in p]
    m, v = [np.zeros_like(a) for a in p], [np.zeros_like(a) for a in p]
    one_hot, step = np.eye(10)[y], 0
    for _ in range(epochs):
        for batch in rng.permutation(len(y)).reshape(-1, 50):
            a = np.maximum(x[batch] @ p[0] + p[1], 0)  # (50, h)
            z = a @ p[2] + p[3]
            if teacher is None:
                g = (scratch.softmax(z) - one_hot[batch]) / 50
            else:
                t = teacher[batch]
                _, g = scratch.distillation(z, t, one_hot[batch], TAU, 0.9)
            back = (g @ p[2].T) * (a > 0)
            grads = [x[batch].T @ back, back.sum(0), a.T @ g, g.sum(0)]
            step += 1
            for i, d in enumerate(grads):
                m[i] = 0.9 * m[i] + 0.1 * d
                v[i] = 0.999 * v[i] + 0.001 * d * d
                change = (
                    m[i] / (1 - 0.9**step) / (np.sqrt(v[i] / (1 - 0.999**step)) + 1e-8)
                )
                p[i] -= 0.003 * change
                if masks and masks[i] is not None:
                    p[i] *= masks[i]
    return p


def run(seed: int) -> dict[str, float]:
    """Test accuracy in percent of every version."""
    x, y, xt, yt = data(seed)
    rng = np.random.default_rng(100 + seed)

    def accuracy(p: list[Array]) -> float:
        return 100 * float((logits(p, xt).argmax(axis=1) == yt).mean())

    big = train(start(64, rng), x, y, 30, rng)
    result = {"teacher, 64 units": accuracy(big)}
    for bits in BITS:
        for name, axis in (("tensor", None), ("channel", 0)):
            small = list(big)
            for i in (0, 2):
                q, s = scratch.symmetric(big[i], bits, axis)
                small[i] = q * s
            result[f"{bits} bits per {name}"] = accuracy(small)
    for share in SHARES:
        masks = [scratch.prune(big[0], share), None, scratch.prune(big[2], share), None]
        cut = [a if k is None else a * k for a, k in zip(big, masks, strict=True)]
        result[f"weights {share:.0%} cut"] = accuracy(cut)
        tuned = train(cut, x, y, 5, rng, masks=masks)
        result[f"weights {share:.0%} cut, tuned"] = accuracy(tuned)
        keep = scratch.best_units(big[0], big[2], round(64 * (1 - share)))
        cut = [big[0][:, keep], big[1][keep], big[2][keep], big[3]]
        result[f"units {share:.0%} cut"] = accuracy(cut)
        result[f"units {share:.0%} cut, tuned"] = accuracy(train(cut, x, y, 5, rng))
    teacher = logits(big, x)
    few = np.arange(200)  # only these images are known to the student
    first = start(STUDENT, np.random.default_rng(seed))
    for name, part, epochs in (("1200", np.arange(1200), 30), ("200", few, 150)):
        xs, ys, ts = x[part], y[part], teacher[part]
        by_labels = train(first, xs, ys, epochs, rng)
        result[f"student, {name} images, labels"] = accuracy(by_labels)
        answers = train(first, xs, ts.argmax(axis=1), epochs, rng)
        result[f"student, {name} images, answers"] = accuracy(answers)
        distilled = train(first, xs, ys, epochs, rng, ts)
        result[f"student, {name} images, distilled"] = accuracy(distilled)
    result["most frequent class"] = 100 * float(np.bincount(yt).max() / len(yt))
    return result


if __name__ == "__main__":
    runs = [run(seed) for seed in range(SEEDS)]
    for name in runs[0]:
        values = [r[name] for r in runs]
        print(
            f"{name:32s} {np.mean(values):3.0f}% ({min(values):.0f}-{max(values):.0f})"
        )
