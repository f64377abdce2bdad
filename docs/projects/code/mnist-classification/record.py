"""The figures of the page: `python record.py --run` measures them again."""

from __future__ import annotations

import argparse
import json
import platform
from datetime import date
from pathlib import Path

import numpy as np
import sklearn
import starter

FILE = Path(__file__).with_name("metrics.json")
SEEDS = range(5)


def shuffled(data: starter.Data) -> starter.Data:
    """The same images, cut into parts of the same sizes at random."""
    x, y = (np.concatenate(arrays) for arrays in zip(*data, strict=True))
    order = np.random.default_rng(0).permutation(len(y))
    a = len(data.train.y)
    b = a + len(data.valid.y)
    parts = (order[:a], order[a:b], order[b:])
    return starter.Data(*(starter.Part(x[rows], y[rows]) for rows in parts))


def spread(values: list[float]) -> dict:
    """Mean and standard deviation over the seeds."""
    mean, std = float(np.mean(values)), float(np.std(values, ddof=1))
    return {"mean": round(mean, 4), "std": round(std, 4), "values": values}


def repeat(data: starter.Data) -> tuple[dict, dict]:
    """Accuracy of five seeds per part, and the whole record of the first seed."""
    runs = []
    for seed in SEEDS:
        layers, history = starter.train(data, starter.EPOCHS["bundled"], seed, 64)
        runs.append({"seed": seed, **starter.judge(data, layers), "history": history})
    names = starter.Data._fields
    return {n: spread([r[n]["accuracy"] for r in runs]) for n in names}, runs[0]


def measure() -> dict:
    """Everything that the page quotes."""
    import baseline

    data = starter.bundled()
    starters, first = repeat(data)
    mixed = shuffled(data)
    return {
        "command": "python record.py --run",
        "each_run": "python starter.py --data bundled --epochs 60 --seed SEED",
        "seeds": list(SEEDS),
        "date": date.today().isoformat(),
        "hardware": "2 CPU cores",
        "versions": {
            "python": platform.python_version(),
            "numpy": np.__version__,
            "scikit-learn": sklearn.__version__,
        },
        "starter": starters,
        "baselines": baseline.scores(data),
        "shuffled": {"starter": repeat(mixed)[0], "baselines": baseline.scores(mixed)},
        "first_run": first,
    }


def figure(score: dict) -> str:
    """Mean and spread in percent."""
    return f"{100 * score['mean']:.1f}% ± {100 * score['std']:.1f}"


def main() -> None:
    """Print the record; with --run, measure it first."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--run", action="store_true", help="measure again")
    if parser.parse_args().run:
        starter.write(FILE, json.dumps(measure(), indent=1) + "\n")
    record = json.loads(FILE.read_text(encoding="utf-8"))
    for name, score in record["baselines"].items():
        print(f"{name} | {100 * score['valid']:.1f}% | {100 * score['test']:.1f}%")
    starters = record["starter"]
    print(f"Starter | {figure(starters['valid'])} | {figure(starters['test'])}")
    n, p = sum(map(sum, record["first_run"]["confusion"])), starters["test"]["mean"]
    error = 100 * (p * (1 - p) / n) ** 0.5
    print(f"standard error of {n} test images: {error:.1f} points")
    mixed = record["shuffled"]
    neighbors = 100 * mixed["baselines"]["3 nearest neighbors"]["test"]
    print(f"shuffled: starter {figure(mixed['starter']['test'])}", end=", ")
    print(f"3 nearest neighbors {neighbors:.1f}%")
    versions = ", ".join(f"{k} {v}" for k, v in record["versions"].items())
    print(f"{record['date']}, {record['hardware']}, {versions}")


if __name__ == "__main__":
    main()
