"""Exercise 3: a dynamic batcher, simulated with a clock of its own."""

import numpy as np
from capacity import batch_time


# --8<-- [start:batcher]
def serve(
    arrivals: list[float], most: int, patience: float
) -> tuple[list[float], float]:
    """Milliseconds from arrival to answer, and the share of time the server is busy.

    A batch starts when it is full, or when its first item has waited `patience`,
    but never before the server is free.
    """
    done, free, busy, i = [], 0.0, 0.0, 0
    while i < len(arrivals):
        due = arrivals[i] + patience
        if i + most <= len(arrivals):
            due = min(due, arrivals[i + most - 1])  # full before patience ends
        start = max(free, due)
        batch = [t for t in arrivals[i : i + most] if t <= start]
        free = start + batch_time(len(batch))
        busy += batch_time(len(batch))
        done += [free - t for t in batch]
        i += len(batch)
    return done, busy / free


# --8<-- [end:batcher]


if __name__ == "__main__":
    for rate in (50, 100, 500):
        gaps = np.random.default_rng(0).exponential(1000 / rate, 20_000)
        arrivals = gaps.cumsum().tolist()
        print(f"{rate} requests per second")
        for most, patience in ((1, 0.0), (32, 0.0), (32, 20.0)):
            times, busy = serve(arrivals, most, patience)
            assert len(times) == len(arrivals)
            mean = float(np.mean(times))
            shown = f"{mean:3.0f} ms" if mean < 1000 else "grows without end"
            rule = f"up to {most:2d}, patience {patience:2.0f} ms"
            print(f"  {rule}: busy {100 * busy:3.0f}%, mean {shown}")
