"""Time of dense and sparse products: `--run` measures, else the record is shown."""

from __future__ import annotations

import datetime
import json
import platform
import statistics
import sys
import time
from pathlib import Path

import numpy as np
import scipy
from scipy import sparse

FILE = Path(__file__).with_name("measured.json")
SHARES = [0.0, 0.5, 0.9, 0.99]


def run() -> None:
    """Products of (1024, 1024) and (1024, 64) in float32, median of 15."""
    rng = np.random.default_rng(0)
    w = rng.normal(size=(1024, 1024)).astype(np.float32)
    x = rng.normal(size=(1024, 64)).astype(np.float32)

    def median(matrix) -> float:
        times = []
        for _ in range(15):
            start = time.perf_counter()
            matrix @ x
            times.append(time.perf_counter() - start)
        return round(1000 * statistics.median(times), 3)

    rows: dict[str, list[float]] = {"dense": [], "sparse": [], "smaller": []}
    for share in SHARES:
        zeros = w * (rng.random(w.shape) >= share)
        rows["dense"].append(median(zeros))
        rows["sparse"].append(median(sparse.csr_array(zeros)))
        rows["smaller"].append(median(w[: max(1, round(1024 * (1 - share)))].copy()))
    record = {
        "command": "OMP_NUM_THREADS=1 python speed.py --run",
        "date": datetime.date.today().isoformat(),
        "hardware": "2 CPU cores, one used",
        "versions": {
            "python": platform.python_version(),
            "numpy": np.__version__,
            "scipy": scipy.__version__,
        },
        "share_of_zeros": SHARES,
        "median_milliseconds_of_15": rows,
    }
    FILE.write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    if "--run" in sys.argv:
        run()
    record = json.loads(FILE.read_text(encoding="utf-8"))
    print(f"recorded {record['date']}, {record['hardware']}, milliseconds")
    print("zeros   ", " ".join(f"{s:7.0%}" for s in record["share_of_zeros"]))
    for name, values in record["median_milliseconds_of_15"].items():
        print(f"{name:8s}", " ".join(f"{v:7.2f}" for v in values))
