"""Wall time of plain and blocked attention: `--run` measures, else it is shown."""

from __future__ import annotations

import datetime
import json
import platform
import statistics
import sys
import time
from pathlib import Path

import memory
import numpy as np
import scratch
import variants

FILE = Path(__file__).with_name("measured.json")
FUNCTIONS = {
    "plain": scratch.attention,
    "blocked": lambda q, k, v: scratch.flash_attention(q, k, v, memory.BLOCK),
    "linear": variants.linear_attention,
}


def run() -> None:
    """Time each function five times per length and write the file."""
    seconds: dict[str, list[float]] = {name: [] for name in FUNCTIONS}
    for t in memory.LENGTHS:
        rng = np.random.default_rng(0)
        q, k, v = (rng.normal(size=(t, memory.D)) for _ in range(3))
        for name, function in FUNCTIONS.items():
            times = []
            for _ in range(5):
                start = time.perf_counter()
                function(q, k, v)
                times.append(time.perf_counter() - start)
            seconds[name].append(round(statistics.median(times), 5))
    record = {
        "command": "OMP_NUM_THREADS=1 python timing.py --run",
        "date": datetime.date.today().isoformat(),
        "hardware": "2 CPU cores, one used",
        "versions": {"python": platform.python_version(), "numpy": np.__version__},
        "lengths": memory.LENGTHS,
        "median_seconds_of_5": seconds,
    }
    FILE.write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    if "--run" in sys.argv:
        run()
    record = json.loads(FILE.read_text(encoding="utf-8"))
    print(f"recorded {record['date']}, {record['hardware']}, milliseconds")
    print("T      ", " ".join(f"{t:7d}" for t in record["lengths"]))
    for name, values in record["median_seconds_of_5"].items():
        print(f"{name:8s}", " ".join(f"{1000 * s:7.1f}" for s in values))
