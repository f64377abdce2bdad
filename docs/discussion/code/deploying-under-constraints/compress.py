"""One digit network, made smaller in several ways: bytes, products, accuracy."""

from __future__ import annotations

import numpy as np
from sklearn.datasets import load_digits

Array = np.ndarray
Layer = tuple[Array, Array, bool]  # weights (in, out), biases, ReLU or not
Net = list[Layer]
SEEDS, BATCH, TAU, RANK, SHARE = 5, 50, 4.0, 12, 0.2
WIDTHS = (8, 16, 32, 64)  # two hidden layers of that many units; 64 is the original


def data(seed: int) -> tuple[Array, Array, Array, Array]:
    """1,200 digits for training, 597 for the test, split anew for each seed."""
    x, y = load_digits(return_X_y=True)
    order = np.random.default_rng(seed).permutation(len(y))
    x, y = x[order] / 16, y[order]
    return x[:1200], y[:1200], x[1200:], y[1200:]


def start(width: int, rng: np.random.Generator) -> Net:
    """He initialization of 64 -> width -> width -> 10."""
    shapes = [(64, width), (width, width), (width, 10)]
    return [
        (rng.normal(size=s) * np.sqrt(2 / s[0]), np.zeros(s[1]), i < 2)
        for i, s in enumerate(shapes)
    ]


def forward(net: Net, x: Array) -> list[Array]:
    """Activations of every layer; the last are the logits."""
    acts = [x]
    for w, b, relu in net:
        z = acts[-1] @ w + b
        acts.append(np.maximum(z, 0) if relu else z)
    return acts


def softmax(z: Array) -> Array:
    """Rows to probabilities."""
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def train(
    net: Net,
    x: Array,
    y: Array,
    epochs: int,
    rng: np.random.Generator,
    teacher: Array | None = None,
    masks: list[Array] | None = None,
) -> Net:
    """Adam; logits of a teacher are imitated, masks hold pruned weights at zero."""
    p = [a.copy() for w, b, _ in net for a in (w, b)]
    relu = [layer[2] for layer in net]
    m, v, step = [np.zeros_like(a) for a in p], [np.zeros_like(a) for a in p], 0
    goal, total = np.eye(10)[y], epochs * len(y) // BATCH
    for _ in range(epochs):
        for rows in rng.permutation(len(y)).reshape(-1, BATCH):
            acts = forward(list(zip(p[::2], p[1::2], relu, strict=True)), x[rows])
            g = softmax(acts[-1]) - goal[rows]
            if teacher is not None:
                soft = softmax(acts[-1] / TAU) - softmax(teacher[rows] / TAU)
                g = 0.1 * g + 0.9 * TAU * soft
            g, grads = g / BATCH, []
            for i in reversed(range(len(net))):
                grads = [acts[i].T @ g, g.sum(axis=0), *grads]
                if i:
                    g = g @ p[2 * i].T * ((acts[i] > 0) | (not relu[i - 1]))
            rate = 0.003 * (1 - step / total)
            step += 1
            for i, d in enumerate(grads):
                m[i] = 0.9 * m[i] + 0.1 * d
                v[i] = 0.999 * v[i] + 0.001 * d * d
                size = np.sqrt(v[i] / (1 - 0.999**step)) + 1e-8
                p[i] -= rate * m[i] / (1 - 0.9**step) / size
                if masks and i % 2 == 0:
                    p[i] *= masks[i // 2]
    return list(zip(p[::2], p[1::2], relu, strict=True))


# --8<-- [start:smaller]
def half(net: Net) -> Net:
    """Stored in 16 bits; read back for the arithmetic."""
    short = [[a.astype(np.float16).astype(float) for a in n[:2]] for n in net]
    return [(w, b, n[2]) for (w, b), n in zip(short, net, strict=True)]


def integers(w: Array, bits: int) -> tuple[Array, Array]:
    """Symmetric quantization: signed integers, and one scale per column."""
    top = 2 ** (bits - 1) - 1  # 127 for 8 bits
    scale = np.abs(w).max(axis=0) / top
    return np.round(w / scale), scale


def quantize(net: Net, bits: int) -> Net:
    """The weights that the integers stand for; biases stay as they are."""
    return [(np.multiply(*integers(w, bits)), b, relu) for w, b, relu in net]


def largest(net: Net, share: float) -> list[Array]:
    """Masks that keep the largest weights of each layer."""
    return [np.abs(w) >= np.quantile(np.abs(w), 1 - share) for w, _, _ in net]


def low_rank(net: Net, rank: int) -> Net:
    """The two large matrices become products of two thin ones each."""
    thin: Net = []
    for w, b, relu in net[:-1]:
        u, s, v = np.linalg.svd(w, full_matrices=False)
        root = np.sqrt(s[:rank])
        thin.append((u[:, :rank] * root, np.zeros(rank), False))
        thin.append((root[:, None] * v[:rank], b, relu))
    return [*thin, net[-1]]


# --8<-- [end:smaller]


# --8<-- [start:cost]
def cost(width: int, bits: int = 32, share: float = 1.0, rank: int = 0):
    """Bytes of the file, and multiplications for one image."""
    shapes = [(64, width), (width, width), (width, 10)]
    if rank:  # two thin matrices instead of each of the first two
        shapes = [
            (64, rank), (rank, width), (width, rank), (rank, width), (width, 10)
        ]  # fmt: skip
    products = sum(n * k for n, k in shapes)
    out = sum(k for _, k in shapes)
    kept = sum(round(share * n * k) for n, k in shapes)
    index = 16 if share < 1 else 0  # bits that say where a kept weight stands
    size = kept * (bits + index) / 8
    size += out * (2 if bits == 16 else 4)  # biases
    size += out * (4 if bits < 16 else 0)  # one scale per column
    return int(size), products  # scattered zeros are multiplied all the same


# --8<-- [end:cost]

COSTS = {
    **{f"small network, {w} units": cost(w) for w in WIDTHS[:-1]},
    **{f"{w} units, 8 bits": cost(w, 8) for w in WIDTHS[:-1]},
    "16 units, distilled": cost(16),
    "original, 32 bits": cost(64),
    "16 bits": cost(64, 16),
    "8 bits": cost(64, 8),
    "4 bits": cost(64, 4),
    "3 bits": cost(64, 3),
    "80% pruned": cost(64, share=SHARE),
    "80% pruned, tuned": cost(64, share=SHARE),
    "rank 12": cost(64, rank=RANK),
    "rank 12, tuned": cost(64, rank=RANK),
    "rank 12, tuned, 8 bits": cost(64, 8, rank=RANK),
}


def versions(seed: int) -> tuple[dict[str, Net], Array, Array]:
    """Every version of one seed, and the test set."""
    x, y, xt, yt = data(seed)
    rng = np.random.default_rng(100 + seed)
    nets: dict[str, Net] = {}
    big = train(start(64, rng), x, y, 30, rng)
    for width in WIDTHS[:-1]:
        first = start(width, np.random.default_rng(seed))
        small = train(first, x, y, 30, np.random.default_rng(seed))
        nets[f"small network, {width} units"] = small
        nets[f"{width} units, 8 bits"] = quantize(small, 8)
    first = start(16, np.random.default_rng(seed))
    answers, rows = forward(big, x)[-1], np.random.default_rng(seed)
    nets["16 units, distilled"] = train(first, x, y, 30, rows, teacher=answers)
    nets["original, 32 bits"] = big
    nets["16 bits"] = half(big)
    for bits in (8, 4, 3):
        nets[f"{bits} bits"] = quantize(big, bits)
    masks = largest(big, SHARE)
    cut = [(w * k, b, r) for (w, b, r), k in zip(big, masks, strict=True)]
    nets["80% pruned"] = cut
    nets["80% pruned, tuned"] = train(cut, x, y, 10, rng, masks=masks)
    thin = low_rank(big, RANK)
    nets["rank 12"] = thin
    nets["rank 12, tuned"] = train(thin, x, y, 10, rng)
    nets["rank 12, tuned, 8 bits"] = quantize(nets["rank 12, tuned"], 8)
    return nets, xt, yt


def score(net: Net, x: Array, y: Array) -> tuple[float, float]:
    """Accuracy in percent: of all images, and of the digit that does worst."""
    right = forward(net, x)[-1].argmax(axis=1) == y
    return 100 * right.mean(), 100 * min(right[y == k].mean() for k in range(10))


def main() -> None:
    """Print one line per version."""
    scores: dict[str, list[tuple[float, float]]] = {name: [] for name in COSTS}
    common = []
    for seed in range(SEEDS):
        nets, x, y = versions(seed)
        assert set(nets) == set(COSTS)
        common.append(100 * np.bincount(y).max() / len(y))
        for name, net in nets.items():
            scores[name].append(score(net, x, y))
    print("                           bytes  products  accuracy      worst digit")
    for name, (size, products) in COSTS.items():
        (mean, worst), values = np.mean(scores[name], axis=0), np.array(scores[name])
        low, high = values[:, 0].min(), values[:, 0].max()
        print(
            f"{name:25s} {size:6d} {products:9d} {mean:4.0f}% ({low:.0f}-{high:.0f})"
            f" {worst:8.0f}%"
        )
    print(f"most frequent digit {np.mean(common):.0f}%")


if __name__ == "__main__":
    main()
