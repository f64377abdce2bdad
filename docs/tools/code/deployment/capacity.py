"""The arithmetic of serving: batches, queues, tails, replicas and drift."""

import math

import numpy as np

# --8<-- [start:batch]
FIXED, PER_ITEM = 8.0, 0.5  # milliseconds for a batch, and for each item in it


def batch_time(n: float) -> float:
    """Milliseconds for one batch of n items."""
    return FIXED + PER_ITEM * n


def throughput(n: float) -> float:
    """Items per second when batches of n follow each other."""
    return 1000 * n / batch_time(n)


# --8<-- [end:batch]


# --8<-- [start:queue]
def time_in_system(load: float, service: float = 10.0) -> float:
    """Mean milliseconds of waiting and service at a load below 1."""
    return service + service * load / (2 * (1 - load))


def simulated(load: float, service: float = 10.0, requests: int = 400_000) -> float:
    """The same mean from random arrivals at one server, in order of arrival."""
    gaps = np.random.default_rng(1).exponential(service / load, requests)
    slack = np.cumsum(service - gaps)  # each wait is the rise above the lowest point
    waits = slack - np.minimum.accumulate(np.minimum(slack, 0))
    return float(waits.mean() + service)


# --8<-- [end:queue]


def stability_index(before: list[float], now: list[float]) -> float:
    """Population stability index of two lists of shares."""
    return sum((q - p) * math.log(q / p) for p, q in zip(before, now, strict=True))


if __name__ == "__main__":
    print("batch  milliseconds  items per second")
    for n in (1, 8, 32, 64):
        print(f"{n:5d}  {batch_time(n):12.4f}  {throughput(n):16.4f}")
    print(f"limit {1000 / PER_ITEM:.4f} items per second")

    print("load  milliseconds")
    for load in (0.5, 0.8, 0.9, 0.95):
        print(f"{load:.2f}  {time_in_system(load):.4f}")
        assert abs(simulated(load) / time_in_system(load) - 1) < 0.1

    times = np.array([20.0] * 98 + [2000.0] * 2)
    p50, p99 = (np.percentile(times, q, method="higher") for q in (50, 99))
    print(f"mean {times.mean():.4f}  p50 {p50:.4f}  p99 {p99:.4f}")
    print(f"slow answer among 10 calls {1 - 0.98**10:.4f}")

    in_flight = 300 * 0.12
    print(f"in flight {in_flight:.4f}  replicas {in_flight / 8:.4f}")
    assert math.ceil(in_flight / 8) == 5

    index = stability_index([0.5, 0.3, 0.2], [0.35, 0.3, 0.35])
    print(f"stability index {index:.4f}")
