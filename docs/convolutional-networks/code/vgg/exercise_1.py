"""Exercise 1: VGG-19 from the table of blocks, without a framework."""

CHANNELS, REPEATS = (64, 128, 256, 512, 512), (2, 2, 4, 4, 4)


def main() -> None:
    """Count parameters and multiply-adds; compare with VGG-16."""
    c_in, size, total, work = 3, 224, 0, 0
    for c_out, repeats in zip(CHANNELS, REPEATS, strict=True):
        for _ in range(repeats):
            total += 9 * c_in * c_out + c_out
            work += 9 * c_in * c_out * size**2
            c_in = c_out
        size //= 2
    inputs = c_in * size**2
    for outputs in (4096, 4096, 1000):
        total, work = total + inputs * outputs + outputs, work + inputs * outputs
        inputs = outputs
    print(f"VGG-19: {total:,} parameters, {work:,} multiply-adds")
    print(f"more than VGG-16: {total - 138_357_544:,} and {work - 15_470_264_320:,}")
    assert total == 143_667_240


if __name__ == "__main__":
    main()
