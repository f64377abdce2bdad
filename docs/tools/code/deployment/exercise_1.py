"""Exercise 1: how many replicas, and when do you need them."""

import math

FIXED, PER_ITEM, ARRIVALS = 20.0, 2.0, 900  # ms, ms, images per second


def throughput(n: int) -> float:
    """Images per second of one replica with batches of n."""
    return 1000 * n / (FIXED + PER_ITEM * n)


if __name__ == "__main__":
    for n in (1, 10, 40):
        time = FIXED + PER_ITEM * n
        replicas = math.ceil(ARRIVALS / (0.7 * throughput(n)))
        print(
            f"batch {n:2d}: {time:5.1f} ms, {throughput(n):.4f}/s, {replicas} replicas"
        )
    assert math.isclose(throughput(10), 250)
