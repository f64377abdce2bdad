"""Exercise 3: what would replace the dense head?"""


def main() -> None:
    """Parameters of three heads on 256 maps of 6 x 6."""
    convolutions = 2_334_080
    dense = 37_752_832 + 16_781_312 + 4_097_000
    heads = {
        "three dense layers": dense,
        "one dense layer on 9,216 values": 9216 * 1000 + 1000,
        "global average, one dense layer": 256 * 1000 + 1000,
    }
    for name, head in heads.items():
        total = convolutions + head
        print(f"{name:32} head {head:>11,} total {total:>11,} {head / total:.0%}")
    assert convolutions + dense == 60_965_224


if __name__ == "__main__":
    main()
