"""Exercise 4: generators in a chain; only what is asked for is read."""

from collections import deque
from collections.abc import Iterable, Iterator
from itertools import islice

read = 0  # lines read so far, to see how lazy the chain is


def lines(count: int) -> Iterator[str]:
    """A large file, imitated."""
    global read
    for number in range(count):
        read += 1
        yield f"line {number} ends"


# --8<-- [start:chain]
def words(source: Iterable[str]) -> Iterator[str]:
    """All words of all lines, one after another."""
    for line in source:
        yield from line.split()


def windows(items: Iterable[str], size: int) -> Iterator[tuple[str, ...]]:
    """All runs of `size` neighbors; holds `size` items and no more."""
    recent: deque[str] = deque(maxlen=size)
    for item in items:
        recent.append(item)
        if len(recent) == size:
            yield tuple(recent)


# --8<-- [end:chain]


def main() -> None:
    """Three windows from a million lines."""
    chain = windows(words(lines(1_000_000)), size=3)
    print("built, lines read:", read)
    for window in islice(chain, 3):
        print(window)
    print("lines read:", read)
    assert sum(1 for _ in windows(range(10), 3)) == 8  # n - size + 1


if __name__ == "__main__":
    main()
