"""Parameters and attention weights of the base model, from its sizes alone."""


def main() -> None:
    """Print and assert the numbers of the page."""
    d, wide, vocabulary = 512, 2048, 37_000
    attention = 4 * (d * d + d)
    feedforward = 2 * d * wide + wide + d
    norm = 2 * d
    encoder = attention + feedforward + 2 * norm
    decoder = 2 * attention + feedforward + 3 * norm
    print(f"attention {attention}, feedforward {feedforward}, norm {norm}")
    print(f"encoder layer {encoder}, decoder layer {decoder}")
    print(f"six of each {6 * (encoder + decoder)}, embedding {vocabulary * d}")
    print(f"together {6 * (encoder + decoder) + vocabulary * d}")
    source, target = 6, 5
    print(f"weights: encoder {source**2}, decoder {target**2}", end="")
    print(f" ({target * (target + 1) // 2} open), cross {target * source}")


if __name__ == "__main__":
    main()
