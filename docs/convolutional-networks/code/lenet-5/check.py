"""LeNet-5: sizes and trained parameters, layer by layer, then the modern version."""


def dense(inputs: int, outputs: int) -> int:
    """Weights and biases of a layer that reads all its inputs."""
    return outputs * (inputs + 1)


def main() -> None:
    """Print and assert the counts of the page."""
    c1 = 32 - 5 + 1
    c3 = c1 // 2 - 5 + 1
    c5 = c3 // 2 - 5 + 1
    print("heights C1 S2 C3 S4 C5:", c1, c1 // 2, c3, c3 // 2, c5)

    partial = 6 * dense(3 * 25, 1) + 9 * dense(4 * 25, 1) + dense(6 * 25, 1)
    original = {
        "C1": dense(25, 6),
        "S2": 6 * 2,
        "C3": partial,
        "S4": 16 * 2,
        "C5": dense(16 * 25, 120),
        "F6": dense(120, 84),
    }
    modern = {
        "C1": dense(25, 6),
        "C3": dense(6 * 25, 16),
        "C5": dense(16 * 25, 120),
        "F6": dense(120, 84),
        "output": dense(84, 10),
    }
    for title, layers in (("original", original), ("modern", modern)):
        parts = ", ".join(f"{name} {n:,}" for name, n in layers.items())
        print(f"{title}: {parts}; total {sum(layers.values()):,}")
    assert sum(original.values()) == 60_000
    print(f"100 dense units on 32 x 32 pixels: {32 * 32 * 100:,} weights")
    unpadded = ((28 - 4) // 2 - 4) // 2
    print(f"28 x 28 without padding ends at {unpadded} x {unpadded}:", 16 * unpadded**2)


if __name__ == "__main__":
    main()
