"""A data set, and two ways to deliver it in batches: a generator and a class."""

import random
from collections.abc import Iterator


# --8<-- [start:dataset]
class Dataset:
    """Inputs and labels side by side: knows its length and hands out examples."""

    def __init__(self, inputs: list, labels: list):
        if len(inputs) != len(labels):
            raise ValueError(f"{len(inputs)} inputs, but {len(labels)} labels")
        self.inputs, self.labels = inputs, labels

    def __len__(self) -> int:  # len(data)
        return len(self.inputs)

    def __getitem__(self, i: int) -> tuple:  # data[i]
        return self.inputs[i], self.labels[i]


# --8<-- [end:dataset]


# --8<-- [start:batches]
def batches(data: Dataset, size: int, seed: int | None = None) -> Iterator[list]:
    """Yield examples in groups of `size`, shuffled if there is a seed."""
    if size < 1:
        raise ValueError(f"size must be at least 1, got {size}")
    order = list(range(len(data)))
    if seed is not None:
        random.Random(seed).shuffle(order)
    for start in range(0, len(order), size):
        yield [data[i] for i in order[start : start + size]]


# --8<-- [end:batches]


# --8<-- [start:by_hand]
class Batches:
    """The same without `yield`: the place between two calls is an attribute."""

    def __init__(self, data: Dataset, size: int):
        self.data, self.size, self.start = data, size, 0

    def __iter__(self) -> "Batches":
        return self

    def __next__(self) -> list:
        if self.start >= len(self.data):
            raise StopIteration
        places = range(self.start, min(self.start + self.size, len(self.data)))
        self.start += self.size
        return [self.data[i] for i in places]


# --8<-- [end:by_hand]


def for_loop(things: object) -> list:
    """What `for thing in things` does, spelled out."""
    # --8<-- [start:for]
    seen, iterator = [], iter(things)
    while True:
        try:
            thing = next(iterator)
        except StopIteration:
            break
        seen.append(thing)  # the body of the loop
    # --8<-- [end:for]
    return seen


def epoch_mean(losses: list[float], sizes: list[int]) -> float:
    """Mean loss per example, from the mean loss and the size of each batch."""
    return sum(loss * n for loss, n in zip(losses, sizes, strict=True)) / sum(sizes)


def main() -> None:
    """Show batches, iterators and errors, and print the worked example."""
    data = Dataset([10, 20, 30, 40, 50], ["a", "b", "a", "b", "a"])
    print("length", len(data), "example 1", data[1])
    for batch in batches(data, size=2):
        print("batch", batch)
    assert (
        list(batches(data, 2)) == list(Batches(data, 2)) == for_loop(batches(data, 2))
    )
    shuffled = [example for batch in batches(data, 2, seed=0) for example in batch]
    print("shuffled", [x for x, _ in shuffled])
    assert sorted(shuffled) == [data[i] for i in range(5)]
    assert list(batches(data, 2, seed=0)) == list(batches(data, 2, seed=0))

    once = batches(data, size=2)
    print("first pass", len(list(once)), "second pass", len(list(once)))
    broken = batches(data, size=0)
    print("no error so far")
    try:
        next(broken)
    except ValueError as error:
        print("ValueError:", error)
    try:
        Dataset([1, 2, 3], [0, 1])
    except ValueError as error:
        print("ValueError:", error)

    print("-- worked example")
    sizes = [len(batch) for batch in batches(data, size=2)]
    losses = [0.2, 0.4, 0.9]
    print(
        "sizes",
        sizes,
        "sums",
        [round(x * n, 1) for x, n in zip(losses, sizes, strict=True)],
    )
    print(
        f"sum of the means {sum(losses):.1f}, mean of the batches {sum(losses) / 3:.2f}"
    )
    print(f"mean of the examples {epoch_mean(losses, sizes):.2f}")


if __name__ == "__main__":
    main()
