"""What a training run costs: your prices, your hours, and the interruptions."""

import math
from dataclasses import dataclass

import numpy as np


# --8<-- [start:offer]
@dataclass(frozen=True)
class Offer:
    """A machine as you rent it. Fill in what you read on the price page today."""

    name: str
    price: float  # per hour, in your currency
    speed: float  # training steps per second, measured by you
    between: float = math.inf  # mean hours between two interruptions


OFFERS = [  # example values, not prices of any provider
    Offer("small card", price=0.50, speed=2.0),
    Offer("large card", price=2.00, speed=9.0),
    Offer("large card, spot", price=0.80, speed=9.0, between=5.0),
]
STEPS = 648_000  # of the whole training
STORAGE = 0.05  # per day, for the disk that survives the machine
SAVE, RESTART = 1 / 60, 0.25  # hours: write a checkpoint; get a machine and load it
# --8<-- [end:offer]


# --8<-- [start:formula]
def expected_hours(work: float, every: float, between: float) -> float:
    """Hours on the meter for `work` hours, with a checkpoint after each `every`."""
    if math.isinf(between):
        return work + SAVE * work / every
    per_piece = (between + RESTART) * math.expm1((every + SAVE) / between)
    return work / every * per_piece


def best_interval(between: float) -> float:
    """The interval that loses least, to first order."""
    return math.sqrt(2 * SAVE * between)


# --8<-- [end:formula]


# --8<-- [start:simulate]
def simulated_hours(
    work: float, every: float, between: float, rng: np.random.Generator
) -> float:
    """The same by playing it: pieces of work, interruptions at random times."""
    meter, next_stop = 0.0, rng.exponential(between)
    for _ in range(round(work / every)):
        while next_stop < every + SAVE:  # interrupted: this piece is lost
            meter += next_stop + RESTART
            next_stop = rng.exponential(between)
        meter += every + SAVE
        next_stop -= every + SAVE
    return meter


# --8<-- [end:simulate]


def sheet() -> None:
    """Cost of the whole training for each offer."""
    print("offer              work h  meter h    cost   per 1000 steps")
    for offer in OFFERS:
        work = STEPS / offer.speed / 3600
        every = 1.0 if math.isinf(offer.between) else best_interval(offer.between)
        hours = expected_hours(work, every, offer.between)
        cost = hours * offer.price + math.ceil(hours / 24) * STORAGE
        print(
            f"{offer.name:17} {work:7.1f} {hours:8.1f} {cost:7.2f}"
            f" {1000 * cost / STEPS:16.4f}"
        )


def intervals(work: float = 20.0, between: float = 5.0) -> None:
    """Extra time against the interval: by formula and by simulation."""
    rng = np.random.default_rng(0)
    print("checkpoint every  formula  simulated  extra")
    for minutes in (2.5, 10, 25, 60, 120, 300, 1200):
        every = minutes / 60
        hours = expected_hours(work, every, between)
        runs = [simulated_hours(work, every, between, rng) for _ in range(2000)]
        print(
            f"{minutes:12g} min {hours:8.2f} {np.mean(runs):10.2f}"
            f" {100 * (hours / work - 1):5.0f}%"
        )
    print(f"best, to first order: {60 * best_interval(between):.1f} min")


def forgotten(price: float = 2.0, days: float = 2.5) -> None:
    """A machine that nobody switched off on Friday evening."""
    print(f"idle for {days} days: {price * 24 * days:.2f}")


if __name__ == "__main__":
    sheet()
    print()
    intervals()
    print()
    forgotten()
