"""Other ways to split the forms: `python splits.py --run` measures them again."""

import argparse
import json
import re
from datetime import date
from itertools import pairwise
from pathlib import Path

import numpy as np
import starter

FILE = Path(__file__).with_name("splits.json")
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
    """Mean and standard deviation."""
    mean, std = float(np.mean(values)), float(np.std(values, ddof=1))
    return {"mean": round(mean, 4), "std": round(std, 4), "values": values}


def measure() -> dict:
    """Test accuracy when forms are kept apart in other ways, and when they are not."""
    data = starter.bundled()
    mixed = shuffled(data)
    epochs = starter.EPOCHS["bundled"]
    runs = [starter.run(mixed, epochs, seed).scores["test accuracy"] for seed in SEEDS]
    neighbors = starter.baselines(mixed)["3 nearest neighbors"]["test accuracy"]
    return {
        "date": date.today().isoformat(),
        "rotated": spread(rotated(data)),
        "shuffled": spread(runs),
        "shuffled neighbors": round(neighbors, 4),
    }


def main() -> None:
    """Print the record; with --run, measure it first."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--run", action="store_true", help="measure again")
    if parser.parse_args().run:
        text = json.dumps(measure(), indent=1) + "\n"
        FILE.write_text(text, encoding="utf-8", newline="\n")
    record = json.loads(FILE.read_text(encoding="utf-8"))
    kept = json.loads(FILE.with_name("metrics.json").read_text(encoding="utf-8"))
    first, p = kept["first"]["details"], kept["starter"]["test accuracy"]["mean"]
    n = sum(map(sum, first["confusion"]))
    error = 100 * (p * (1 - p) / n) ** 0.5
    print(f"standard error of {n} test images: {error:.1f} points")
    rows = sorted(m[0] for m in first["mistakes"] if m[1:3] == [1, 9])
    print("1 read as 9 in these rows of the test part:", *rows)
    print("forms start at:", *form_starts(starter.bundled()))
    each = [f"{100 * value:.1f}" for value in record["rotated"]["values"]]
    mean = 100 * record["rotated"]["mean"]
    print(f"unseen forms, in pairs: {' '.join(each)}; mean {mean:.1f}%")
    mixed = record["shuffled"]
    score = f"{100 * mixed['mean']:.1f}% ± {100 * mixed['std']:.1f}"
    neighbors = 100 * record["shuffled neighbors"]
    print(f"shuffled: starter {score}, 3 nearest neighbors {neighbors:.1f}%")
    print(f"measured on {record['date']}")


if __name__ == "__main__":
    main()
