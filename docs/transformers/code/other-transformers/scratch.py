"""Sharing, factorized embeddings, span corruption and T5's position bias."""

from __future__ import annotations

import numpy as np

Array = np.ndarray


# --8<-- [start:spans]
def corrupt(tokens: list[str], spans: list[tuple[int, int]]) -> tuple[list, list]:
    """Input and target of T5 for spans (start, length), in order."""
    source, target, at = [], [], 0
    for i, (start, length) in enumerate(spans):
        marker = f"<{i}>"
        source += [*tokens[at:start], marker]
        target += [marker, *tokens[start : start + length]]
        at = start + length
    return source + tokens[at:], [*target, f"<{len(spans)}>"]


def draw_spans(t: int, rng: np.random.Generator) -> list[tuple[int, int]]:
    """15% of t tokens in spans of mean length 3, with text between them."""
    noise = round(0.15 * t)
    count = max(1, round(noise / 3))

    def split(total: int) -> Array:
        """Cut total into count positive parts, all ways equally likely."""
        cuts = np.sort(rng.choice(total - 1, count - 1, replace=False)) + 1
        return np.diff([0, *cuts, total])

    spans, at = [], 0
    for gap, length in zip(split(t - noise), split(noise), strict=True):
        spans.append((int(at + gap), int(length)))
        at += gap + length
    return spans


# --8<-- [end:spans]


# --8<-- [start:buckets]
def bucket(distance: int, buckets: int = 32, far: int = 128) -> int:
    """Bucket of key position minus query position, for T5's encoder."""
    half = buckets // 2  # one half for each side
    side, n = (half if distance > 0 else 0), abs(distance)
    exact = half // 2
    if n < exact:
        return side + n  # near: a bucket for each distance
    log = np.log(n / exact) / np.log(far / exact)  # far: logarithmic
    return side + min(exact + int(log * (half - exact)), half - 1)


# --8<-- [end:buckets]


# --8<-- [start:count]
def layer(d: int, wide: int) -> int:
    """One BERT or GPT layer with biases and two normalizations."""
    return 4 * (d * d + d) + 2 * d * wide + wide + d + 4 * d


def bert(v: int, t: int, segments: int, d: int, layers: int) -> int:
    """BERT and RoBERTa, with the layer on the first token."""
    return (v + t + segments + 2) * d + layers * layer(d, 4 * d) + d * d + d


def albert(d: int, v: int = 30_000, e: int = 128) -> int:
    """Narrow tables, a widening layer, one shared layer, a pooler."""
    return (v + 512 + 2 + 2) * e + e * d + d + layer(d, 4 * d) + d * d + d


def t5(d: int, wide: int, heads: int, d_k: int, layers: int, v: int = 32_128) -> int:
    """Encoder and decoder without biases; one position table for each stack."""
    attention, feedforward = 4 * d * heads * d_k, 2 * d * wide
    encoder = attention + feedforward + 2 * d  # the norms have no shift
    decoder = 2 * attention + feedforward + 3 * d
    return v * d + layers * (encoder + decoder) + 2 * (32 * heads + d)


# --8<-- [end:count]
TABLE = [
    ("BERT base", bert(30_522, 512, 2, 768, 12), "110M"),
    ("BERT large", bert(30_522, 512, 2, 1024, 24), "340M"),
    ("GPT-2 small", (50_257 + 1024 + 2) * 768 + 12 * layer(768, 3072), "124M"),
    ("GPT-2 XL", (50_257 + 1024 + 2) * 1600 + 48 * layer(1600, 6400), "1558M"),
    ("RoBERTa base", bert(50_265, 514, 1, 768, 12), "125M"),
    ("RoBERTa large", bert(50_265, 514, 1, 1024, 24), "355M"),
    ("ALBERT base", albert(768), "12M"),
    ("ALBERT large", albert(1024), "18M"),
    ("ALBERT xlarge", albert(2048), "60M"),
    ("ALBERT xxlarge", albert(4096), "235M"),
    ("T5 small", t5(512, 2048, 8, 64, 6), "60M"),
    ("T5 base", t5(768, 3072, 12, 64, 12), "220M"),
    ("T5 large", t5(1024, 4096, 16, 64, 24), "770M"),
    ("T5 11B", t5(1024, 65_536, 128, 128, 24), "11B"),
]


def main() -> None:
    """Print the worked example and all counts."""
    words = [
        "the",
        "old",
        "bridge",
        "across",
        "the",
        "river",
        "was",
        "closed",
        "after",
        "the",
        "storm",
    ]
    source, target = corrupt(words, [(2, 1), (7, 3)])
    print("input: ", " ".join(source))
    print("target:", " ".join(target))
    spans = draw_spans(500, np.random.default_rng(0))
    lengths = [length for _, length in spans]
    print(f"500 tokens: {sum(lengths)} removed in {len(spans)} spans", end=", ")
    print(f"input {500 - 75 + 25}, target {75 + 25 + 1}")
    print("distances", [0, 1, -1, 7, 8, 20, 64, 127, 500])
    print("buckets  ", [bucket(n) for n in (0, 1, -1, 7, 8, 20, 64, 127, 500)])

    v, e, h = 30_000, 128, 768
    narrow = v * e + e * h
    print(f"word table {v * h:,} -> {narrow:,}, factor {v * h / narrow:.2f}")
    print(f"break-even width {v * h / (v + h):.2f}")
    one = layer(768, 3072)
    print(f"layers {12 * one:,} -> {one:,}")
    x, w, y = 1.5, 0.8, 1.0  # a shared weight used twice: output w (w x)
    out = w * w * x
    g = out - y  # of the loss (out - y)^2 / 2
    first, second = g * w * x, g * w * x  # inner use, outer use
    print(f"output {out:.4f}, error {g:.4f}", end=", ")
    print(f"uses {first:.4f} + {second:.4f} = {first + second:.4f}")
    eps = 1e-6
    slope = (((w + eps) ** 2 * x - y) ** 2 - ((w - eps) ** 2 * x - y) ** 2) / (4 * eps)
    assert abs(slope - first - second) < 1e-6
    for name, n, published in TABLE:
        print(f"{name:<15}{n:>15,}  published {published}")
    print(f"T5 large with a second table: {TABLE[12][1] + 32_128 * 1024:,}")
    assert TABLE[6][1] == 11_683_584


if __name__ == "__main__":
    main()
