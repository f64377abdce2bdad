"""Measure a starter over several seeds and keep what was found.

    python record.py customer-churn [--seeds 3]

Writes customer-churn/metrics.json (what the page quotes) and starter.out (what the
run of seed 0 prints).
"""

import argparse
import importlib.util
import json
import os
import platform
import statistics
import sys
import time
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path.append(str(HERE))

import kit  # noqa: E402


def starter_of(name: str) -> kit.Project:
    """Load the starter of a project's folder."""
    spec = importlib.util.spec_from_file_location("starter", HERE / name / "starter.py")
    if spec is None or spec.loader is None:
        sys.exit(f"error: there is no starter in {HERE / name}")
    module = importlib.util.module_from_spec(spec)
    sys.path.insert(0, str(HERE / name))
    spec.loader.exec_module(module)
    project: kit.Project = module.PROJECT
    return project


def spread(values: list[float]) -> dict[str, Any]:
    """Mean and standard deviation over the seeds."""
    mean, std = statistics.fmean(values), statistics.stdev(values)
    return {"mean": mean, "std": std, "values": values}


def versions() -> dict[str, str]:
    """Versions of Python and of the packages that starters use."""
    found = {"Python": platform.python_version()}
    for name in ("numpy", "scikit-learn", "torch"):
        try:
            found[name] = version(name).split("+")[0]
        except PackageNotFoundError:
            continue
    return found


def measure(project: kit.Project, seeds: int) -> tuple[dict[str, Any], str]:
    """The record of a project, and what the run of seed 0 prints."""
    data = project.load("bundled")
    baselines = project.baselines(data)
    start = time.process_time()
    epochs = project.epochs["bundled"]
    runs = [project.train(data, epochs, seed) for seed in range(seeds)]
    seconds = (time.process_time() - start) / seeds
    first = runs[0]
    record = {
        "command": f"python starter.py --data bundled --epochs {epochs} --seed SEED",
        "seeds": list(range(seeds)),
        "date": date.today().isoformat(),
        "hardware": f"{os.cpu_count()} CPU cores",
        "seconds": round(seconds, 1),
        "versions": versions(),
        "forms": project.scores,
        "baselines": baselines,
        "starter": {
            name: spread([run.scores[name] for run in runs]) for name in first.scores
        },
        "first": {"history": first.history, "details": first.details},
    }
    lines = [project.describe(data)]
    lines += [kit.line(n, s, project.scores) for n, s in baselines.items()]
    lines.append(kit.line("Starter", first.scores, project.scores))
    return record, "\n".join(lines) + "\n"


def rounded(value: Any) -> Any:
    """The same with five decimals: enough to quote."""
    if isinstance(value, float):
        return round(value, 5)
    if isinstance(value, dict):
        return {key: rounded(inner) for key, inner in value.items()}
    return [rounded(inner) for inner in value] if isinstance(value, list) else value


def main() -> None:
    """Measure and write."""
    parser = argparse.ArgumentParser(description="Measure a starter.")
    parser.add_argument("project")
    parser.add_argument("--seeds", type=kit.positive, default=3)
    chosen = parser.parse_args()
    record, printed = measure(starter_of(chosen.project), chosen.seeds)
    folder = HERE / chosen.project
    text = json.dumps(rounded(record), indent=1) + "\n"
    kit.write(folder / "metrics.json", text)
    kit.write(folder / "starter.out", printed)
    print(printed, end="")


if __name__ == "__main__":
    main()
