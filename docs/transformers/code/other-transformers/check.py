"""What ALBERT saves, and what span corruption removes."""


def main() -> None:
    """Print and assert the numbers of the page."""
    d, wide, layers = 768, 3072, 12
    layer = 4 * (d * d + d) + 2 * d * wide + wide + d + 4 * d
    print(f"one layer {layer}, twelve {layers * layer}")
    print(f"BERT's word table {30_522 * d}")

    vocabulary, narrow = 30_000, 128
    factorized = vocabulary * narrow + narrow * d
    print(f"word table {vocabulary * d} -> {factorized}")
    rest = (512 + 2) * narrow + 2 * narrow  # positions, segments, LayerNorm
    rest += d + d * d + d  # bias of the widening, layer on [CLS]
    total = factorized + rest + layer
    print(f"ALBERT base {total}, BERT base / ALBERT base {109_482_240 / total:.1f}")
    assert total == 11_683_584

    removed = 0.15 * 500
    print(f"of 500 tokens: {removed:.0f} removed, in {removed / 3:.0f} spans")


if __name__ == "__main__":
    main()
