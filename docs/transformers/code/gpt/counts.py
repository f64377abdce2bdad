"""Parameters of GPT-1, GPT-2 and GPT-3 from their configurations; cache sizes."""

from __future__ import annotations


# --8<-- [start:count]
def parameters(v: int, t: int, d: int, layers: int, final_norm: bool = True) -> int:
    """Weights, biases and normalizations of a GPT with tied embeddings."""
    attention = 4 * d * d + 4 * d
    feedforward = 2 * d * (4 * d) + 4 * d + d
    norms = 2 * (2 * d)
    total = (v + t) * d + layers * (attention + feedforward + norms)
    return total + 2 * d if final_norm else total


def cache_bytes(layers: int, t: int, kv_heads: int, d_k: int, size: int = 2) -> int:
    """Keys and values of t tokens in all layers, size bytes a number."""
    return 2 * layers * t * kv_heads * d_k * size


# --8<-- [end:count]
GPT2 = [  # name, layers, d, first published (millions), corrected
    ("small", 12, 768, 117, 124),
    ("medium", 24, 1024, 345, 355),
    ("large", 36, 1280, 762, 774),
    ("XL", 48, 1600, 1542, 1558),
]


def main() -> None:
    """Print every count next to the published one."""
    one = parameters(40_478, 512, 768, 12, final_norm=False)
    print(f"one layer at d = 768: {12 * 768**2 + 13 * 768:,}")
    print(f"GPT-1        {one:>15,}  published 117M")
    assert round(one / 1e6) == 117
    for name, layers, d, first, corrected in GPT2:
        n = parameters(50_257, 1024, d, layers)
        old = parameters(40_478, 1024, d, layers)
        print(
            f"GPT-2 {name:<7}{n:>15,}  published {first}M, then {corrected}M; ", end=""
        )
        print(f"with 40,478 tokens {old:,}")
        assert round(n / 1e6) == corrected
        assert round(old / 1e6) == first
    three = parameters(50_257, 2048, 12_288, 96)
    print(f"GPT-3        {three:>15,}  published 175B (175.0B in its table)")
    print(f"12 D d^2 of GPT-3: {12 * 96 * 12_288**2 / 1e9:.1f} billion")
    print(f"its embeddings: {(50_257 + 2048) * 12_288 / 1e9:.2f} billion")

    print(
        f"cache of GPT-2 small, 1,024 tokens: {cache_bytes(12, 1024, 12, 64):,} bytes"
    )
    for kv in (96, 8, 1):
        b = cache_bytes(96, 2048, kv, 128)
        print(
            f"cache of GPT-3, 2,048 tokens, {kv:2d} key-value heads: {b / 1e9:.2f} GB"
        )


if __name__ == "__main__":
    main()
