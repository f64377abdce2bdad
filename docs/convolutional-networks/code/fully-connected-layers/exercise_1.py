"""Exercise 1: heads for 256 maps of 6 x 6 and 20 classes."""

from scratch import dense_parameters


def main() -> None:
    """Print three parameter counts."""
    for name, sizes in (
        ("flatten, 512, 20", (256 * 36, 512, 20)),
        ("flatten, 20", (256 * 36, 20)),
        ("global average, 20", (256, 20)),
    ):
        print(f"{name}: {sum(dense_parameters(*sizes)):,}")


if __name__ == "__main__":
    main()
