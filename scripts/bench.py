"""Measure the site: time of the strict build, number of pages, bytes; scores of Lighthouse.

    python scripts/bench.py --runs 5
    python scripts/bench.py --lighthouse / /transformers/

Prints the figures and judges none of them: timings differ from machine to machine.
"""

import argparse
import gzip
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from browser import find, served

ROOT = Path(__file__).resolve().parents[1]
LIGHTHOUSE = ROOT / "scripts/web/bench/node_modules/lighthouse/cli/index.js"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")


def build(site: Path) -> float:
    """Build the site strictly into `site` and return the wall time in seconds."""
    quiet = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(site)]
    start = time.perf_counter()
    result = subprocess.run(
        command,
        cwd=ROOT,
        env=os.environ | quiet,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    if result.returncode:
        sys.exit(f"{result.stdout}\nthe build failed")
    return time.perf_counter() - start


def report_size(site: Path) -> None:
    """Print pages, files and bytes, in all and per kind of file, and the heaviest pages."""
    sizes = {path: path.stat().st_size for path in site.rglob("*") if path.is_file()}
    by_kind: Counter[str] = Counter()
    for path, size in sizes.items():
        by_kind[path.suffix or path.name] += size
    pages = sorted((p for p in sizes if p.suffix == ".html"), key=lambda p: (-sizes[p], p))
    print(f"pages: {len(pages)}")
    print(f"files: {len(sizes)}")
    print(f"bytes: {sum(sizes.values()):,}")
    for suffix, total in by_kind.most_common(6):
        print(f"  {suffix}: {total:,}")
    print("heaviest pages (bytes, gzipped):")
    for page in pages[:5]:
        packed = len(gzip.compress(page.read_bytes()))
        print(f"  {page.relative_to(site).as_posix()}: {sizes[page]:,} ({packed:,})")


def lighthouse(url: str, runs: int) -> dict[str, list[float]]:
    """Run Lighthouse as a phone on `url` and return the scores (0-100) of each category."""
    browser = find()
    node = Path(sys.executable).with_name("node")
    command = [str(node), str(LIGHTHOUSE), url, "--output=json", "--quiet"]
    command += [f"--only-categories={','.join(CATEGORIES)}"]
    command += ["--chrome-flags=--headless=new --no-sandbox --disable-gpu"]
    environment = os.environ | ({"CHROME_PATH": browser} if browser else {})
    scores: dict[str, list[float]] = {name: [] for name in CATEGORIES}
    for _ in range(runs):
        result = subprocess.run(command, env=environment, capture_output=True, text=True)
        if result.returncode:
            sys.exit(f"{result.stderr}\nLighthouse failed on {url}")
        for name, category in json.loads(result.stdout)["categories"].items():
            scores[name].append(100 * category["score"])
    return scores


def report_scores(site: Path, paths: list[str], runs: int) -> None:
    """Serve `site` and print the median, lowest and highest scores of each path."""
    with served(site) as address:
        for path in paths:
            url = f"{address}{path.lstrip('/')}"
            print(f"Lighthouse, phone, {runs} runs, {path}:")
            for name, found in lighthouse(url, runs).items():
                middle = statistics.median(found)
                print(f"  {name}: {middle:.0f} ({min(found):.0f}-{max(found):.0f})")


def main() -> None:
    """Read the options, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--runs", type=int, default=3, help="builds, and runs of Lighthouse")
    parser.add_argument("--lighthouse", nargs="+", metavar="PATH", default=[], help="paths to rate")
    options = parser.parse_args()
    if options.runs < 1:
        parser.error("--runs must be 1 or more")
    if options.lighthouse and not LIGHTHOUSE.is_file():
        parser.error("Lighthouse is not installed: run `make bench BENCH_ARGS='--lighthouse /'`")
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, {platform.platform()}")
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder, "site")
        times = []
        for run in range(options.runs):
            times.append(build(site))
            print(f"build {run + 1}: {times[-1]:.2f} s", flush=True)
        print(f"build, median of {options.runs}: {statistics.median(times):.2f} s")
        report_size(site)
        report_scores(site, options.lighthouse, options.runs)


if __name__ == "__main__":
    main()
