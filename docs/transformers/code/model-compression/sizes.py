"""Bytes of the digit network and of a 7-billion-parameter model."""

from __future__ import annotations


def network(h: int, bits: float = 32, keep: float = 1.0) -> float:
    """Bytes of 64 -> h -> 10; biases stay in 32 bits, kept weights need an index."""
    weights = 64 * h + 10 * h
    index = 16 if keep < 1 else 0  # bits to say where a kept weight stands
    return weights * keep * (bits + index) / 8 + 4 * (h + 10)


if __name__ == "__main__":
    full = network(64)
    for name, size in (
        ("32 bits", full),
        ("8 bits", network(64, 8)),
        ("4 bits", network(64, 4)),
        ("80% of weights cut", network(64, 32, 0.2)),
        ("80% of units cut", network(13)),
        ("80% of units cut, 8 bits", network(13, 8)),
        ("student, 10 units", network(10)),
    ):
        print(f"{name}: {size:.0f} bytes, {full / size:.1f} times smaller")
    for bits in (32, 16, 8, 4):
        print(f"7 billion weights in {bits} bits: {7 * bits / 8:.1f} GB", end="")
        print(f", read at 400 GB/s in {7 * bits / 8 / 400 * 1000:.2f} ms")
    grouped = 4 + 16 / 128
    print(f"4 bits and a 16-bit scale per 128: {grouped:.3f} bits,", end="")
    print(f" {7 * grouped / 8:.2f} GB")
