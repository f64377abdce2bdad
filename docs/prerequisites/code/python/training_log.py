"""Training runs kept in lists and dictionaries, and a class that remembers."""

# ruff: noqa: B006 - the shared default is the point of the first function


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


def names() -> None:
    """One object with two names; a copy; a copy that is not deep enough."""
    # --8<-- [start:names]
    a = [0.9, 0.5]
    b = a  # a second name for the same list
    c = list(a)  # a new list with the same entries
    b.append(0.4)
    print(a, c, a is b, a is c)
    grid = [[0] * 3] * 2  # two names for one row
    grid[0][0] = 1
    print(grid)
    # --8<-- [end:names]


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
    for loss in (0.9, 0.5, 0.4):
        now = mean.update(loss)
        print(f"mean      : {now:.1f} = {mean.total:.1f} / {mean.count}")
    names()


if __name__ == "__main__":
    main()
