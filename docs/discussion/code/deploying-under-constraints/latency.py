"""Time of the versions: `--run` measures them, else the record is shown."""

from __future__ import annotations

import datetime
import json
import platform
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import compress
import numpy as np
import scipy
from scipy import sparse

FILE = Path(__file__).with_name("measured.json")
REPEATS, BATCHES = 300, (1, 512)
Function = Callable[[np.ndarray], np.ndarray]


# --8<-- [start:functions]
def dense(net: compress.Net) -> Function:
    """Single precision; the zeros of a pruned network are multiplied too."""
    layers = [(w.astype("f4"), b.astype("f4"), relu) for w, b, relu in net]

    def call(x: np.ndarray) -> np.ndarray:
        for w, b, relu in layers:
            x = x @ w + b
            x = np.maximum(x, 0) if relu else x
        return x

    return call


def scattered(net: compress.Net) -> Function:
    """Only the kept weights, with their positions."""
    layers = [
        (sparse.csr_array(w.T.astype("f4")), b.astype("f4"), r) for w, b, r in net
    ]

    def call(x: np.ndarray) -> np.ndarray:
        for w, b, relu in layers:
            x = (w @ x.T).T + b
            x = np.maximum(x, 0) if relu else x
        return x

    return call


def unpacked(net: compress.Net) -> Function:
    """8-bit weights, turned into single precision on every call."""
    layers = []
    for w, b, relu in net:
        q, scale = compress.integers(w, 8)
        layers.append((q.astype(np.int8), scale.astype("f4"), b.astype("f4"), relu))

    def call(x: np.ndarray) -> np.ndarray:
        for q, scale, b, relu in layers:
            x = x @ q.astype("f4") * scale + b
            x = np.maximum(x, 0) if relu else x
        return x

    return call


# --8<-- [end:functions]


def functions() -> tuple[dict[str, Function], np.ndarray]:
    """What is timed, from the networks of one seed, and the images."""
    nets, x, _ = compress.versions(0)
    big, cut = nets["original, 32 bits"], nets["80% pruned, tuned"]
    calls = {
        "original": dense(big),
        "80% zeros, dense": dense(cut),
        "80% zeros, sparse": scattered(cut),
        "8 bits, unpacked": unpacked(big),
        "rank 12": dense(nets["rank 12, tuned"]),
        "32 units": dense(nets["small network, 32 units"]),
        "16 units": dense(nets["small network, 16 units"]),
    }
    return calls, x.astype("f4")


def run() -> None:
    """Median of REPEATS calls, one image at a time and in a batch."""
    calls, x = functions()
    rows: dict[str, list[float]] = {name: [] for name in calls}
    for size in BATCHES:
        times: dict[str, list[float]] = {name: [] for name in calls}
        for _ in range(REPEATS):  # take turns: a busy moment hits all alike
            for name, call in calls.items():
                begin = time.perf_counter()
                call(x[:size])
                times[name].append(time.perf_counter() - begin)
        for name, values in times.items():
            rows[name].append(round(1e6 * statistics.median(values), 1))
    record = {
        "command": "OMP_NUM_THREADS=1 python latency.py --run",
        "date": datetime.date.today().isoformat(),
        "hardware": "2 CPU cores, one used",
        "versions": {
            "python": platform.python_version(),
            "numpy": np.__version__,
            "scipy": scipy.__version__,
        },
        "images_per_call": BATCHES,
        f"median_microseconds_of_{REPEATS}": rows,
    }
    FILE.write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    if "--run" in sys.argv:
        run()
    record = json.loads(FILE.read_text(encoding="utf-8"))
    print(f"recorded {record['date']}, {record['hardware']}, microseconds per call")
    print(f"{'images per call':18s}", *(f"{n:8d}" for n in record["images_per_call"]))
    for name, values in record[f"median_microseconds_of_{REPEATS}"].items():
        print(f"{name:18s}", *(f"{v:8.0f}" for v in values))
