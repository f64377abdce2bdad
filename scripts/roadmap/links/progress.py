"""How far a run is, on standard error: a bar for a person, now and then a line for a log."""

import sys
from time import monotonic
from typing import TextIO

WIDTH = 30


class Progress:
    """Counts addresses; draws at most ten times a second on a terminal, every 30 s in a log."""

    def __init__(self, total: int, done: int = 0, stream: TextIO | None = None) -> None:
        self.total, self.done = total, done
        self.problems = 0
        self.stream = stream or sys.stderr
        self.live = self.stream.isatty()
        self.drawn = 0.0 if self.live else monotonic()

    def step(self, problem: bool) -> None:
        """One address more."""
        self.done += 1
        self.problems += problem
        if monotonic() - self.drawn >= (0.1 if self.live else 30):
            self.draw()

    def draw(self) -> None:
        """Show where the run stands."""
        self.drawn = monotonic()
        says = f"{self.done}/{self.total} addresses, {self.problems} not ok"
        if self.live:
            full = WIDTH * self.done // max(self.total, 1)
            says = f"\r[{'#' * full}{'.' * (WIDTH - full)}] {says}\x1b[K"
        self.stream.write(says + ("" if self.live else "\n"))
        self.stream.flush()

    def end(self) -> None:
        """Leave the bar behind."""
        self.draw()
        if self.live:
            self.stream.write("\n")
