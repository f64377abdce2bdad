"""Exercise 2: batches and the mean of an epoch, with drop_last."""

from collections.abc import Iterator

from scratch import Dataset, batches, epoch_mean


# --8<-- [start:drop]
def full_batches(data: Dataset, size: int) -> Iterator[list]:
    """Batches of `size` only; a smaller last one is left out."""
    for batch in batches(data, size):
        if len(batch) == size:
            yield batch


# --8<-- [end:drop]


def main() -> None:
    """Seven examples in batches of three."""
    data = Dataset(list(range(7)), [0] * 7)
    sizes, losses = [len(b) for b in batches(data, 3)], [0.5, 0.3, 1.2]
    print("sizes", sizes, "number", -(-len(data) // 3))
    print(f"mean of the batches {sum(losses) / 3:.3f}")
    print(f"mean of the examples {epoch_mean(losses, sizes):.3f}")
    kept = list(full_batches(data, 3))
    print("with drop_last", [len(b) for b in kept], "number", len(data) // 3)
    print(f"mean of what is left {epoch_mean(losses[:2], [3, 3]):.3f}")
    print("50,000 in batches of 128:", -(-50_000 // 128), "last", 50_000 % 128)


if __name__ == "__main__":
    main()
