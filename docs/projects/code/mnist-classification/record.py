"""The figures of the page: `python record.py --run` measures them again."""

import argparse
import json
import platform
import re
from datetime import date
from itertools import pairwise
from pathlib import Path

import numpy as np
import sklearn
import starter

FILE = Path(__file__).with_name("record.json")
SEEDS = range(5)


def shuffled(data: starter.Data) -> starter.Data:
    """The same images, cut into parts of the same sizes at random."""
    x, y = (np.concatenate(arrays) for arrays in zip(*data, strict=True))
    order = np.random.default_rng(0).permutation(len(y))
    a = len(data.train.y)
    b = a + len(data.valid.y)
    parts = (order[:a], order[a:b], order[b:])
    return starter.Data(*(starter.Part(x[rows], y[rows]) for rows in parts))


def rotated(data: starter.Data) -> list[float]:
    """Test accuracy on each pair of neighboring forms, trained on all the others."""
    x, y = (np.concatenate(arrays) for arrays in zip(*data, strict=True))
    cuts = [*form_starts(data)[::2], len(y)]
    found = []
    for start, end in pairwise(cuts):
        inside = (np.arange(len(y)) >= start) & (np.arange(len(y)) < end)
        train = starter.Part(x[~inside], y[~inside])
        test = starter.Part(x[inside], y[inside])
        layers, _ = starter.train(starter.Data(train, test, test), 60, 0, 64)
        found.append(starter.score(layers, test)["accuracy"])
    return found


def form_starts(data: starter.Data) -> list[int]:
    """Where the label sequence that all forms share begins."""
    labels = "".join(str(digit) for part in data for digit in part.y)
    return [m.start() for m in re.finditer(r"0123456789\d{,20}0955650", labels)]


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
        "rotated": spread(rotated(data)),
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
        text = json.dumps(measure(), indent=1) + "\n"
        FILE.write_text(text, encoding="utf-8", newline="\n")
    record = json.loads(FILE.read_text(encoding="utf-8"))
    for name, score in record["baselines"].items():
        print(f"{name} | {100 * score['valid']:.1f}% | {100 * score['test']:.1f}%")
    starters = record["starter"]
    print(f"Starter | {figure(starters['valid'])} | {figure(starters['test'])}")
    n, p = sum(map(sum, record["first_run"]["confusion"])), starters["test"]["mean"]
    error = 100 * (p * (1 - p) / n) ** 0.5
    print(f"standard error of {n} test images: {error:.1f} points")
    rows = sorted(m[0] for m in record["first_run"]["mistakes"] if m[1:3] == [1, 9])
    print("1 read as 9 in these rows of the test part:", *rows)
    print("forms start at:", *form_starts(starter.bundled()))
    each = [f"{100 * value:.1f}" for value in record["rotated"]["values"]]
    mean = 100 * record["rotated"]["mean"]
    print(f"unseen forms, in pairs: {' '.join(each)}; mean {mean:.1f}%")
    mixed = record["shuffled"]
    neighbors = 100 * mixed["baselines"]["3 nearest neighbors"]["test"]
    print(f"shuffled: starter {figure(mixed['starter']['test'])}", end=", ")
    print(f"3 nearest neighbors {neighbors:.1f}%")
    versions = ", ".join(f"{k} {v}" for k, v in record["versions"].items())
    print(f"{record['date']}, {record['hardware']}, {versions}")


if __name__ == "__main__":
    main()
