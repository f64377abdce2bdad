"""Parameters, multiply-adds and receptive fields of small stacks of layers."""


def field(layers: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Receptive field and jump after each (kernel, stride)."""
    r, jump, rows = 1, 1, []
    for k, stride in layers:
        r, jump = r + (k - 1) * jump, jump * stride
        rows.append((r, jump))
    return rows


def main() -> None:
    """Print and assert the numbers of the page."""
    c, size, total, work = 3, 32, 0, 0
    for out, pool in ((32, True), (64, True), (128, False)):
        params = 9 * c * out + out
        total, work = total + params, work + 9 * c * out * size * size
        c, size = out, size // 2 if pool else size
        print(f"{out} channels, {size} x {size}: {params:,} parameters")
    total, work = total + 128 * 10 + 10, work + 128 * 10
    print(f"with the dense layer {total:,}; {work / 1e6:.1f} million multiply-adds")

    conv, pool = (3, 1), (2, 2)
    rows = field([conv, conv, pool, conv, conv, pool, conv])
    print("receptive field, jump:", *rows)
    print("ten convolutions:", field([conv] * 10)[-1][0], end=", ")
    print("five:", field([conv] * 5)[-1][0])
    vgg = [layer for n in (2, 2, 3, 3, 3) for layer in [conv] * n + [pool]]
    print("last pooling of VGG-16:", field(vgg)[-1][0])


if __name__ == "__main__":
    main()
