"""What attention costs against the length of the text: operations and cache."""

from __future__ import annotations

LAYERS, HEADS, SIZE = 32, 32, 128  # a model of about 7 billion weights
WIDTH, WINDOW = HEADS * SIZE, 4096
WEIGHTS = 7 * 10**9
LENGTHS = (1024, 4096, 16_384, 65_536)
GIB = 2**30


# --8<-- [start:cost]
def pairs(t: int, window: int | None = None) -> int:
    """Pairs of query and key under a causal mask; a window keeps the last ones."""
    w = t if window is None else min(window, t)
    return w * (w + 1) // 2 + (t - w) * w


def products(t: int, window: int | None = None) -> int:
    """Multiplications of scores and weighted sums in all layers, for t tokens."""
    return 2 * pairs(t, window) * WIDTH * LAYERS


def cache(t: int, heads: int = HEADS, window: int | None = None) -> int:
    """Bytes of keys and values in 16 bits; a window forgets what is older."""
    kept = t if window is None else min(window, t)
    return 2 * LAYERS * heads * SIZE * kept * 2


# --8<-- [end:cost]


def main() -> None:
    """Two tables."""
    brute = sum(min(i + 1, 3) for i in range(10))
    assert pairs(10, 3) == brute
    assert pairs(10) == 55
    print("attention's share of the multiplications, reading a text at once")
    print(f"{'length':12s}", *(f"{t:8d}" for t in LENGTHS))
    for name, window in (("full", None), (f"window {WINDOW}", WINDOW)):
        shares = []
        for t in LENGTHS:
            a = products(t, window)
            shares.append(a / (a + WEIGHTS * t))
        print(f"{name:12s}", *(f"{s:8.0%}" for s in shares))
    print("key and value cache of one text, GiB in 16 bits")
    for name, heads, window in (
        ("full, 32 key-value heads", HEADS, None),
        ("full, 8 key-value heads", 8, None),
        ("full, 1 key-value head", 1, None),
        ("window, 32 key-value heads", HEADS, WINDOW),
        ("window, 8 key-value heads", 8, WINDOW),
    ):
        sizes = [cache(t, heads, window) / GIB for t in LENGTHS]
        print(f"{name:27s}", *(f"{s:7.2f}" for s in sizes))
    for bits in (16, 8, 4):
        print(f"weights in {bits} bits: {WEIGHTS * bits / 8 / GIB:.1f} GiB")


if __name__ == "__main__":
    main()
