"""The `roadmap` command. Exit 0: clean; 1: findings; 2: wrong usage. Results to stdout."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from roadmap import new, verbs
from roadmap.links.options import add_options

ROOT = Path(__file__).resolve().parents[2]


def main(argv: Sequence[str] | None = None) -> int:
    """Run one verb of the command."""
    parser = argparse.ArgumentParser(prog="roadmap", description=__doc__)
    parser.add_argument("--root", type=Path, default=ROOT, help=argparse.SUPPRESS)
    add = parser.add_subparsers(dest="verb", required=True).add_parser
    checks = add("check", help="check pages and data against the rules")
    checks.add_argument("--fix", action="store_true", help="first mend what needs no person")
    checks.add_argument("--github", action="store_true", help="also annotate the pull request")
    checks.add_argument(
        "--changed", nargs="?", const="origin/main", metavar="BASE",
        help="also run the code and draw the figures changed since BASE (origin/main)",
    )  # fmt: skip
    new.add_options(add("new", help="start a page or a record from its template"))
    figure = add("figures", help="draw the figures from their code")
    figure.add_argument("--check", action="store_true", help="only name figures out of date")
    figure.add_argument("only", nargs="?", help="part of a path")
    output = add("outputs", help="run the code of the pages, compare what it prints")
    output.add_argument("--write", action="store_true", help="record what it prints")
    output.add_argument("--torch", action="store_true", help="the files that need PyTorch")
    output.add_argument("only", nargs="?", help="part of a path")
    books = add("notebooks", help="make the notebooks of the projects from their starters")
    books.add_argument("--check", action="store_true", help="only name notebooks out of date")
    link = add("links", help="ask external addresses how they stand")
    add_options(link)
    exported = add("export", help="write the site as plain Markdown, for another builder")
    exported.add_argument("folder", type=Path, help="a new or empty folder")
    packed = add("zip", help="pack the built site so that it works from a disk")
    packed.add_argument("site", type=Path, help="folder of the built site")
    packed.add_argument("target", type=Path, help="the archive to write")
    bound = add("books", help="write each stage of the built site as EPUB and PDF")
    bound.add_argument("site", type=Path, help="folder of the built site")
    bound.add_argument("only", nargs="?", help="folder of one stage")
    add("vendor", help="copy fonts and styles of others to docs/assets/vendor")
    given = parser.parse_args(argv)
    if given.verb == "check":
        return verbs.check(given.root, given.changed, given.fix, given.github)
    if given.verb == "new":
        return new.main(given.root, given)
    if given.verb == "figures":
        return verbs.figures(given.root, given.check, given.only)
    if given.verb == "notebooks":
        return verbs.notebooks(given.root, given.check)
    if given.verb == "export":
        return verbs.export(given.root, given.folder)
    if given.verb == "zip":
        return verbs.pack(given.root, given.site, given.target)
    if given.verb == "books":
        return verbs.books(given.root, given.site, given.only)
    if given.verb == "links":
        from roadmap.links import command

        return command.main(given.root, given)
    if given.verb == "outputs":
        return verbs.outputs(given.root, given.write, given.torch, given.only)
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
