"""Scales: from data to positions, and where the ticks go."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from roadmap.figures.numbers import signed

Kind = Literal["linear", "log"]
#: a tick: its value, or its value and its label
Tick = float | tuple[float, str]


@dataclass(frozen=True)
class Scale:
    """Map data `low..high` to positions `start..end` (user units)."""

    low: float
    high: float
    start: float
    end: float
    kind: Kind = "linear"

    def __post_init__(self) -> None:
        check_limits(self.low, self.high, self.kind)

    def __call__(self, value: float) -> float:
        low, high = self.low, self.high
        if self.kind == "log":
            if value <= 0:
                raise ValueError(f"a log axis needs positive values: `{value}`")
            low, high, value = math.log(low), math.log(high), math.log(value)
        share = (value - low) / (high - low)
        return self.start + share * (self.end - self.start)

    def clamp(self, value: float) -> float:
        """Bring a value into the limits."""
        return min(max(value, self.low), self.high)

    def holds(self, value: float) -> bool:
        """Say whether the value is within the limits (with a little room)."""
        room = 1e-9 * (self.high - self.low)
        return self.low - room <= value <= self.high + room


def check_limits(low: float, high: float, kind: Kind) -> None:
    """Raise ValueError unless `low < high` are limits for that kind of axis."""
    if kind not in ("linear", "log"):
        raise ValueError(f"axis must be linear or log: `{kind}`")
    if not (math.isfinite(low) and math.isfinite(high) and low < high):
        raise ValueError(f"limits must be finite and ascending: `{low}, {high}`")
    if kind == "log" and low <= 0:
        raise ValueError(f"a log axis needs positive limits: `{low}, {high}`")


def ticks(low: float, high: float, count: int = 5, kind: Kind = "linear") -> list[float]:
    """Choose about `count` round values within the limits."""
    check_limits(low, high, kind)
    if count < 2:
        raise ValueError(f"ticks: count must be 2 or more: `{count}`")
    return _decades(low, high, count) if kind == "log" else _steps(low, high, count)


def _steps(low: float, high: float, count: int) -> list[float]:
    rough = (high - low) / (count - 1)
    power = 10.0 ** math.floor(math.log10(rough))
    factors = (1, 2, 2.5, 5, 10)
    step = min((f * power for f in factors), key=lambda s: abs(math.log(s / rough)))
    first = math.ceil(low / step - 1e-9)
    last = math.floor(high / step + 1e-9)
    return [round(i * step, 12) for i in range(first, last + 1)]


def _decades(low: float, high: float, count: int) -> list[float]:
    first = math.ceil(math.log10(low) - 1e-9)
    last = math.floor(math.log10(high) + 1e-9)
    if last - first < 1:
        return _steps(low, high, count)
    stride = max(1, math.ceil((last - first + 1) / (count + 1)))
    return [10.0**i for i in range(first, last + 1, stride)]


def tick_labels(values: Sequence[float], kind: Kind = "linear") -> list[str]:
    """Write ticks with as many decimals as all of them need; log: powers of ten."""
    if kind == "log" and any(v >= 10000 or v < 0.01 for v in values):
        powers = [math.log10(v) for v in values]
        if all(abs(p - round(p)) < 1e-9 for p in powers):
            return [f"$10^{{{round(p)}}}$" for p in powers]
    if kind == "log":
        return [f"{v:g}" for v in values]
    decimals = next((d for d in range(7) if all(abs(round(v, d) - v) < 1e-9 for v in values)), 6)
    return [signed(f"{v + 0.0:.{decimals}f}") for v in values]
