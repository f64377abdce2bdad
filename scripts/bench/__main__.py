"""Command line: what to measure, and how often."""

import argparse
import os
import platform
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path

import yaml
from playwright.sync_api import Error, sync_playwright

import bench
from bench import build, lighthouse, pages, reference, search
from browser import NoBrowserError, launch
from roadmap.load import load

ROOT = Path(__file__).resolve().parents[2]
PARTS = ("build", "pages", "search", "lighthouse")
PACKAGES = ("mkdocs", "mkdocs-material", "Markdown", "pymdown-extensions", "Pygments", "playwright")


def options(given: list[str]) -> argparse.Namespace:
    """The options of the command line; exits with 2 when they make no sense."""
    parser = argparse.ArgumentParser("bench", description=(bench.__doc__ or "").split("\n")[0])
    parser.add_argument("--only", choices=PARTS, nargs="+", default=PARTS, help="parts to measure")
    parser.add_argument("--runs", type=int, default=3, help="runs of builds, pages and searches")
    parser.add_argument("--ratings", type=int, default=5, help="runs of Lighthouse on each page")
    parser.add_argument("--no-reference", action="store_true", help="our site alone")
    found = parser.parse_args(given)
    if min(found.runs, found.ratings) < 1:
        parser.error("--runs and --ratings must be 1 or more")
    if found.no_reference and found.only == ["search"]:
        parser.error("the searches are compared on the reference: leave --no-reference out")
    return found


def machine() -> str:
    """Processor and cores, as far as the system tells."""
    info = Path("/proc/cpuinfo")
    lines = info.read_text().splitlines() if info.is_file() else []
    names = (line.partition(": ")[2] for line in lines if line.startswith("model name"))
    load = f"load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    name = next(names, platform.processor())
    return f"{name}, {os.cpu_count()} cores, {load}, {platform.platform()}"


def measure(chosen: argparse.Namespace, folder: Path) -> None:
    """Measure and print the chosen parts; `folder` is for copies and sites."""
    sources = {"ours": ROOT}
    if not chosen.no_reference:
        sources["reference"] = folder / "reference"
        reference.write(ROOT, sources["reference"])
        print("Reference: default Material for MkDocs, same Markdown, KaTeX in the browser")
    if "build" in chosen.only:
        copied = folder / "copy"
        build.copy(ROOT, copied)
        build.report(copied, sources.get("reference"), folder, chosen.runs)
    if list(chosen.only) == ["build"]:
        return
    sites = {name: folder / f"site-{name}" for name in sources}
    for name, source in sources.items():
        build.build(source, sites[name])
    known = load(ROOT)[0].pages
    with sync_playwright() as playwright:
        browser = launch(playwright, pages.ONLY_HERE, windows=True)
        print(f"\nChromium {browser.version}")
        if "pages" in chosen.only:
            order = [page.url for page in known.values()]
            pages.report(browser, sites, order, pages.KINDS, chosen.runs)
        if "search" in chosen.only and "reference" in sites:
            text = (ROOT / "tests/queries.yml").read_text(encoding="utf-8")
            wanted = {
                query: [known[path].url for path in ([found] if isinstance(found, str) else found)]
                for query, found in yaml.safe_load(text).items()
            }
            engines = search.engines(sites["ours"], sites["reference"], folder)
            search.report(browser, engines, wanted, chosen.runs)
        browser.close()
    if "lighthouse" in chosen.only:
        lighthouse.report(sites["ours"], pages.KINDS, chosen.ratings)


def main() -> int:
    """Measure; 1 and a message when something cannot be measured."""
    chosen = options(sys.argv[1:])
    print(machine())
    versions = (f"{name} {version(name)}" for name in PACKAGES)
    print(f"Python {platform.python_version()}", *versions, sep=", ", flush=True)
    try:
        with tempfile.TemporaryDirectory() as name:
            measure(chosen, Path(name))
    except (
        build.BuildError,
        lighthouse.LighthouseError,
        reference.NoMarkdownError,
        search.SearchError,
        NoBrowserError,
        Error,
    ) as error:
        print("\n  ".join(map(str, error.args)), file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
