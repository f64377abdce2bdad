"""Scores of Lighthouse, as it rates a phone."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from bench.pages import hosted
from bench.table import Table, median, number, title
from browser import find

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = ROOT / "scripts/web/bench/node_modules/lighthouse/cli/index.js"
KINDS = (
    "home",
    "stage overview",
    "heavy topic",
    "project",
    "tool",
    "catalogue",
    "career",
    "discussion",
)
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
SPEED = "benchmarkIndex"  # of the machine: the 4-fold slowdown is meant for 1,500 to 2,000


class LighthouseError(RuntimeError):
    """Lighthouse failed; the message is what it said."""


def scores(report: str) -> dict[str, float]:
    """Score (0-100) of each category in a JSON report, and the speed of the machine.

    Raises LighthouseError without them.
    """
    data = json.loads(report)
    if problem := data.get("runtimeError"):
        raise LighthouseError(problem["message"])
    found = {name: data["categories"][name]["score"] for name in CATEGORIES}
    missing = [name for name, score in found.items() if score is None]
    if missing:
        raise LighthouseError(f"no score for {', '.join(missing)}")
    speed = {SPEED: data["environment"][SPEED]}
    return {name: 100 * score for name, score in found.items()} | speed


def rate(url: str) -> dict[str, float]:
    """The scores of one run. Raises LighthouseError."""
    browser = find(windows=True)
    node = Path(sys.executable).with_name("node")
    command = [str(node), str(PROGRAM), url, "--output=json", "--quiet"]
    command += [f"--only-categories={','.join(CATEGORIES)}"]
    command += ["--chrome-flags=--headless=new --no-sandbox --disable-gpu"]
    environment = os.environ | ({"CHROME_PATH": browser} if browser else {})
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    if done.returncode:
        raise LighthouseError(f"{done.stderr}\nLighthouse failed on {url}")
    return scores(done.stdout)


def report(site: Path, paths: Mapping[str, str], runs: int) -> None:
    """Rate and print one page of each kind; `paths` are kind -> path."""
    title(f"Lighthouse, phone, median of {runs}; runs: least to most performance")
    table = Table({"page": -16} | dict.fromkeys(CATEGORIES, 6) | {"runs": -8, SPEED: -11})
    with hosted(site) as (address, _):
        for kind in KINDS:
            found = [rate(address + paths[kind]) for _ in range(runs)]
            middle = [number(median(run[name] for run in found)) for name in CATEGORIES]
            swings = [[run[name] for run in found] for name in ("performance", SPEED)]
            ranges = (f"{number(min(swing))}-{number(max(swing))}" for swing in swings)
            table.row(kind, *middle, *ranges)
