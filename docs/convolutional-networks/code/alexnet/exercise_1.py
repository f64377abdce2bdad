"""Exercise 1: AlexNet's counts layer by layer, without a framework."""

# Name, input channels per group, output channels, kernel, output size.
LAYERS = [
    ("conv1", 3, 96, 11, 55),
    ("conv2", 48, 256, 5, 27),
    ("conv3", 256, 384, 3, 13),
    ("conv4", 192, 384, 3, 13),
    ("conv5", 192, 256, 3, 13),
    ("dense6", 256 * 6 * 6, 4096, 1, 1),
    ("dense7", 4096, 4096, 1, 1),
    ("dense8", 4096, 1000, 1, 1),
]


def main() -> None:
    """Print parameters and units; assert the total."""
    total = units = 0
    for name, c_in, c_out, kernel, size in LAYERS:
        parameters = c_out * (c_in * kernel**2 + 1)
        total, units = total + parameters, units + c_out * size**2
        print(f"{name:7} {parameters:>11,} parameters {c_out * size**2:>8,} units")
    print(f"{'sum':7} {total:>11,} parameters {units:>8,} units")
    assert total == 60_965_224


if __name__ == "__main__":
    main()
