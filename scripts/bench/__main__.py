"""Command line: what to measure, and how often."""

import argparse
import os
import platform
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path

from playwright.sync_api import sync_playwright

from bench import build, pages, reference
from browser import launch
from roadmap.load import load

ROOT = Path(__file__).resolve().parents[2]
PARTS = ("build", "pages", "search", "lighthouse")
PACKAGES = ("mkdocs", "mkdocs-material", "Markdown", "pymdown-extensions", "Pygments", "playwright")


def machine() -> str:
    """Processor and cores, as far as the system tells."""
    info = Path("/proc/cpuinfo")
    lines = info.read_text().splitlines() if info.is_file() else []
    names = (line.partition(": ")[2] for line in lines if line.startswith("model name"))
    return f"{next(names, platform.processor())}, {os.cpu_count()} cores, {platform.platform()}"


def main() -> None:
    """Read the options, measure, print."""
    parser = argparse.ArgumentParser(
        "bench", description=(sys.modules["bench"].__doc__ or "").split("\n")[0]
    )
    parser.add_argument("--only", choices=PARTS, nargs="+", default=PARTS, help="parts to measure")
    parser.add_argument("--runs", type=int, default=3, help="runs of which the median is shown")
    parser.add_argument("--no-reference", action="store_true", help="our site alone")
    options = parser.parse_args()
    if options.runs < 1:
        parser.error("--runs must be 1 or more")
    print(machine())
    print(
        f"Python {platform.python_version()}",
        *(f"{name} {version(name)}" for name in PACKAGES),
        sep=", ",
    )
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sources = {"ours": ROOT}
        if not options.no_reference:
            sources["reference"] = folder / "reference"
            reference.write(ROOT, sources["reference"])
        sites = {site: folder / f"site-{site}" for site in sources}
        for site, source in sources.items():
            build.build(source, sites[site])
        order = [page.url for page in load(ROOT)[0].pages.values()]
        with sync_playwright() as playwright:
            browser = launch(playwright, pages.ONLY_HERE)
            print(f"Chromium {browser.version}")
            if "pages" in options.only:
                pages.report(browser, sites, order, pages.KINDS, options.runs)


if __name__ == "__main__":
    main()
