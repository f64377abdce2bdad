"""VGG-16 and VGG-19: parameters, multiply-adds and memory from the table of blocks."""

CHANNELS = (64, 128, 256, 512, 512)


def count(blocks: tuple[int, ...]) -> tuple[int, int, int]:
    """Parameters in the convolutions, in the dense layers, and multiply-adds."""
    c_in, size, convs, work = 3, 224, 0, 0
    for c_out, repeats in zip(CHANNELS, blocks, strict=True):
        for _ in range(repeats):
            convs += 9 * c_in * c_out + c_out
            work += 9 * c_in * c_out * size * size
            c_in = c_out
        size //= 2  # max pooling
    dense, inputs = 0, c_in * size * size
    for outputs in (4096, 4096, 1000):
        dense += inputs * outputs + outputs
        work += inputs * outputs
        inputs = outputs
    return convs, dense, work


def main() -> None:
    """Print and assert the counts of the page."""
    print(f"256 channels: 7 x 7 {49 * 256**2:,}, three 3 x 3 {27 * 256**2:,}")
    for name, blocks in (("VGG-16", (2, 2, 3, 3, 3)), ("VGG-19", (2, 2, 4, 4, 4))):
        convs, dense, work = count(blocks)
        total = convs + dense
        print(f"{name}: {total:,} parameters, {convs:,} in convolutions,")
        print(f"  dense share {dense / total:.2f}, {4 * total / 1e6:.0f} MB,", end=" ")
        print(f"{work / 1e9:.2f} billion multiply-adds")
    assert sum(count((2, 2, 3, 3, 3))[:2]) == 138_357_544
    assert sum(count((2, 2, 4, 4, 4))[:2]) == 143_667_240
    first = 512 * 7 * 7 * 4096 + 4096
    print(f"first dense layer {first:,}, share {first / 138_357_544:.2f}")
    early = 2 * 64 * 224**2 + 2 * 128 * 112**2
    print(f"values in the maps of blocks 1 and 2: {early:,}")


if __name__ == "__main__":
    main()
