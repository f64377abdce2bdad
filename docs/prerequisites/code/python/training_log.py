"""Training runs kept in lists and dictionaries; a class, a generator, exceptions."""

# ruff: noqa: B006 - the shared default is the point of the first function

from collections.abc import Iterator


# --8<-- [start:bug]
def record(accuracy: float, history: list[float] = []) -> list[float]:
    """Wrong: the default list is made once, by `def`, and shared by all calls."""
    history.append(accuracy)
    return history


def record_fixed(accuracy: float, history: list[float] | None = None) -> list[float]:
    """Right: every call without a history starts a new list."""
    history = [] if history is None else history
    history.append(accuracy)
    return history


# --8<-- [end:bug]


# --8<-- [start:collections]
def best_runs(runs: dict[str, list[float]], least: float) -> dict[str, float]:
    """Names of the runs whose best accuracy is at least `least`, with that accuracy."""
    best = {name: max(values) for name, values in runs.items()}
    return {name: value for name, value in best.items() if value >= least}


# --8<-- [end:collections]


# --8<-- [start:class]
class RunningMean:
    """The mean of the numbers seen so far: two attributes are its whole memory."""

    def __init__(self) -> None:
        self.total = 0.0
        self.count = 0

    def update(self, value: float) -> float:
        """Take one more number in; return the new mean."""
        self.total += value
        self.count += 1
        return self.total / self.count


# --8<-- [end:class]


# --8<-- [start:generator]
def batches(examples: list[int], size: int) -> Iterator[list[int]]:
    """Yield the examples in groups of `size`; the last group may be smaller."""
    if size < 1:
        raise ValueError(f"size must be at least 1, got {size}")
    for start in range(0, len(examples), size):
        yield examples[start : start + size]


# --8<-- [end:generator]


def main() -> None:
    """Show each of them."""
    for accuracy in (0.61, 0.70):
        first = record(accuracy)
    print("first run :", first)
    second = record(0.55)
    print("second run:", second, "<- one epoch, three entries")
    print("fixed     :", record_fixed(0.55))
    assert second is first
    assert record_fixed(0.55) == [0.55]

    runs = {"small": [0.61, 0.70], "large": [0.72, 0.81, 0.79]}
    print("best runs :", best_runs(runs, least=0.75))

    mean = RunningMean()
    print("means     :", [round(mean.update(loss), 2) for loss in (0.9, 0.5, 0.4)])

    print("batches   :", list(batches([1, 2, 3, 4, 5], size=2)))
    # --8<-- [start:exception]
    broken = batches([1, 2, 3], size=0)
    print("no error  :", "so far")
    try:
        next(broken)
    except ValueError as error:
        print("caught    :", error)
    # --8<-- [end:exception]


if __name__ == "__main__":
    main()
