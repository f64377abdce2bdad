"""Exercise 1: the modern LeNet for 28 x 28 images without padding."""


def main() -> None:
    """Count sizes and parameters by hand."""
    c1 = 28 - 5 + 1
    c3 = c1 // 2 - 5 + 1
    flat = 16 * (c3 // 2) ** 2
    print(f"sizes: {c1}, {c1 // 2}, {c3}, {c3 // 2}; flattened {flat}")
    layers = [6 * 26, 16 * 151, 120 * (flat + 1), 84 * 121, 10 * 85]
    print("parameters:", ", ".join(f"{n:,}" for n in layers), f"= {sum(layers):,}")
    print(f"less than with padding 2: {61_706 - sum(layers):,}")
    assert sum(layers) == 44_426


if __name__ == "__main__":
    main()
