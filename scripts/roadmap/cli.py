"""The `roadmap` command. Exit 0: clean; 1: findings; 2: wrong usage. Results to stdout."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from roadmap.links.options import add_options

ROOT = Path(__file__).resolve().parents[2]


def check(root: Path) -> int:
    """Print every finding of the site; 1 when there are any."""
    from roadmap import text
    from roadmap.load import load
    from roadmap.rules import check as run

    site, loading = load(root)
    findings = run(site, loading)
    for finding in findings:
        print(finding)
    files = len({finding.path for finding in findings})
    if findings:
        print(f"{len(findings)} findings in {files} files", file=sys.stderr)
    else:
        words = sum(text.words(page.body) for page in site.pages.values())
        size = f"{len(site.pages)} pages, {words:,} words, {len(site.records)} records"
        print(f"{size}: clean", file=sys.stderr)
    return int(bool(findings))


def figures(root: Path, stale_only: bool, only: str | None) -> int:
    """Draw the figures, or with `stale_only` name those that no longer match their code."""
    from roadmap.figures.build import FigureError, build

    try:
        results = build(root, check=stale_only, only=only)
    except FigureError as error:
        print(error)
        return 1
    for result in results:
        print(result)
    return int(stale_only and bool(results))


def outputs(root: Path, write: bool, torch: bool, only: str | None) -> int:
    """Run the code of the pages; compare with, or record, what it prints."""
    from roadmap import outputs as runner

    failed = 0
    for file in runner.scripts(root / "docs", torch):
        name = file.relative_to(root).as_posix()
        if only and only not in name:
            continue
        if write:
            runner.record(file)
            print(f"{name}: recorded")
            continue
        code, printed, error = runner.run(file)
        recorded = file.with_suffix(".out")
        if code:
            print(f"{name}:1: C06 fails with exit {code}: {error.strip().splitlines()[-1:]}")
        elif not recorded.is_file() or recorded.read_text(encoding="utf-8") != printed:
            print(f"{name}:1: C06 output changed\n    fix: run `roadmap outputs --write {name}`")
        else:
            continue
        failed += 1
    return int(failed > 0)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one verb of the command."""
    parser = argparse.ArgumentParser(prog="roadmap", description=__doc__)
    parser.add_argument("--root", type=Path, default=ROOT, help=argparse.SUPPRESS)
    verbs = parser.add_subparsers(dest="verb", required=True)
    verbs.add_parser("check", help="check pages and data against the rules")
    figure = verbs.add_parser("figures", help="draw the figures from their code")
    figure.add_argument("--check", action="store_true", help="only name figures out of date")
    figure.add_argument("only", nargs="?", help="part of a path")
    output = verbs.add_parser("outputs", help="run the code of the pages, compare what it prints")
    output.add_argument("--write", action="store_true", help="record what it prints")
    output.add_argument("--torch", action="store_true", help="the files that need PyTorch")
    output.add_argument("only", nargs="?", help="part of a path")
    link = verbs.add_parser("links", help="ask external addresses how they stand")
    add_options(link)
    verbs.add_parser("vendor", help="copy fonts and styles of others to docs/assets/vendor")
    given = parser.parse_args(argv)
    if given.verb == "check":
        return check(given.root)
    if given.verb == "figures":
        return figures(given.root, given.check, given.only)
    if given.verb == "links":
        from roadmap.links import command

        return command.main(given.root, given)
    if given.verb == "outputs":
        return outputs(given.root, given.write, given.torch, given.only)
    from roadmap.vendor import vendor

    try:
        for path in vendor(given.root):
            print(path)
    except FileNotFoundError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
