"""Mask ratios, linear probe and fine-tuning on digits, over three seeds."""

import numpy as np
import scratch
from nets import TRAIN, adam, backward, data, few, forward, mlp, probe


# --8<-- [start:fine-tune]
def fine_tune(
    net: list[np.ndarray], X: np.ndarray, y: np.ndarray, per_class: int, seed: int
) -> float:
    """Put a new last layer on the encoder, train all of it; test accuracy."""
    rng = np.random.default_rng(seed)
    last = [rng.normal(size=(128, 10)) / 40, np.zeros(10)]
    params = [p.copy() for p in net[:4]] + last
    P = scratch.patches(X)
    A = scratch.inputs(P, np.zeros((len(P), 16)))
    rows, step = few(y, per_class), adam(params, 0.001)
    for t in range(1, 301):
        batch = rng.permutation(rows)[:100]
        acts = forward(params, A[batch])
        E = np.exp(acts[-1] - acts[-1].max(axis=1, keepdims=True))
        G = (E / E.sum(axis=1, keepdims=True) - np.eye(10)[y[batch]]) / len(batch)
        step(backward(params, acts, G), t)
    guess = forward(params, A[TRAIN:])[-1].argmax(axis=1)
    return 100 * float((guess == y[TRAIN:]).mean())


# --8<-- [end:fine-tune]


def left(net: list[np.ndarray], X: np.ndarray, hidden: int) -> float:
    """Error on hidden test patches, in percent of the error of the mean image."""
    P = scratch.patches(X[TRAIN:])
    M = scratch.draw_mask(len(P), hidden, np.random.default_rng(0))
    guess = forward(net, scratch.inputs(P, M))[-1].reshape(P.shape)
    mean = scratch.patches(X[:TRAIN]).mean(axis=0)
    weight = M[:, :, None]
    base = (weight * (mean - P) ** 2).sum()
    return 100 * float((weight * (guess - P) ** 2).sum() / base)


def main() -> None:
    """Train once per ratio and seed; then probe and fine-tune."""
    names = {0: "nothing", 2: "12%", 4: "25%", 8: "50%", 12: "75%", 14: "88%"}
    rows: dict[str, list[list[float]]] = {}
    for seed in range(3):
        X, y = data(seed)
        rng = np.random.default_rng(100 + seed)
        for hidden, name in names.items():
            net = scratch.pretrain(X[:TRAIN], hidden, seed, everywhere=hidden == 0)
            H = scratch.encode(net, X)
            error = left(net, X, hidden) if hidden else 0.0
            row = [error, probe(H, y, 5), probe(H, y, 100)]
            rows.setdefault(f"hide {name}", []).append(row)
            if hidden == 8:
                tuned = [fine_tune(net, X, y, n, seed) for n in (5, 100)]
                rows.setdefault("fine-tuned 50%", []).append([0.0, *tuned])
        net = mlp([80, 128, 128, 64], rng)
        H = scratch.encode(net, X)
        rows.setdefault("untrained", []).append([0, probe(H, y, 5), probe(H, y, 100)])
        fresh = [fine_tune(net, X, y, n, seed) for n in (5, 100)]
        rows.setdefault("trained on labels alone", []).append([0.0, *fresh])
        rows.setdefault("raw pixels", []).append([0, probe(X, y, 5), probe(X, y, 100)])
    print("error left on hidden patches; accuracy with 50 and with 1,000 labels")
    for name, values in rows.items():
        R = np.array(values)
        error = f"{R[:, 0].mean():.0f}%" if R[:, 0].mean() > 0 else "-"
        cells = [f"{c.mean():.0f} ({c.min():.0f} to {c.max():.0f})" for c in R[:, 1:].T]
        print(f"{name:24}{error:6}{cells[0]:15}{cells[1]}")


if __name__ == "__main__":
    main()
