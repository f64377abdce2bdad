"""The `new` verb: a page from its template, placed in the navigation, or a record in its place."""

import argparse
import re
import sys
from datetime import date
from pathlib import Path

import yaml

from roadmap.fix import sorted_records
from roadmap.model import Finding, Resource
from roadmap.schema import validate

FOLDERS = {"project": "projects", "tool": "tools"}  # a topic names its own
NAME = re.compile(r"^[a-z0-9]+(?:-[a-z0-9]+)*$")
HINT = re.compile(r"^<!--.*?-->\n+", re.S | re.M)


class UsageError(ValueError):
    """What was asked for cannot be made; the message says why and what to do."""


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of the verb."""
    kinds = parser.add_subparsers(dest="kind", required=True)
    for kind, place in (("topic", "folder/page-name"), ("project", "page-name"), ("tool", "name")):
        page = kinds.add_parser(kind, help=f"a {kind} page")
        page.add_argument("name", metavar=place)
        page.add_argument("--title", required=True)
        page.add_argument("--after", metavar="PAGE", help="the page it follows in the navigation")
    record = kinds.add_parser("resource", help="a record in docs/_data/resources.yml")
    record.add_argument("id")
    for key in ("title", "url", "authors", "kind", "why", "where"):
        record.add_argument(f"--{key}", required=True, dest=f"record_{key}")
    for key in ("level", "language", "cost", "length"):
        record.add_argument(f"--{key}", dest=f"record_{key}")


def main(root: Path, given: argparse.Namespace) -> int:
    """Make it and say what comes next; 2 when it cannot be made."""
    try:
        if given.kind == "resource":
            pairs = {k.removeprefix("record_"): v for k, v in vars(given).items() if "record_" in k}
            made = resource(root, {"id": given.id, **pairs, "checked": date.today()})
            after = "open the address once more, and name the id under `resources:` of a page"
        else:
            made = page(root, given.kind, given.name, given.title, given.after)
            after = "`roadmap check` lists what is left to write, line by line"
    except UsageError as error:
        print(error, file=sys.stderr)
        return 2
    print(made)
    print(f"next: {after}", file=sys.stderr)
    return 0


def page(root: Path, kind: str, name: str, title: str, after: str | None = None) -> str:
    """Write a page and its line of navigation; its path. Raises UsageError, writes nothing then."""
    folder, _, slug = name.rpartition("/")
    folder = folder or FOLDERS.get(kind, "")
    if not NAME.match(slug) or not folder:
        place = "folder/page-name" if kind == "topic" else "page-name"
        raise UsageError(f"not a name: `{name}`; write `{place}`, lowercase words with hyphens")
    target = root / "docs" / folder / f"{slug}.md"
    listing = root / "docs" / folder / ".pages"
    if not listing.is_file():
        known = sorted(path.parent.name for path in (root / "docs").glob("*/.pages"))
        raise UsageError(f"no such folder of the road: `{folder}`; there are {', '.join(known)}")
    if target.exists():
        raise UsageError(f"the page is there already: {target.relative_to(root).as_posix()}")
    lines = listing.read_text(encoding="utf-8").splitlines()
    before = f"  - {after.rpartition('/')[2]}.md" if after else lines[-1]
    if before not in lines:
        raise UsageError(f"no such page in {folder}: `{after}`")
    lines.insert(lines.index(before) + 1, f"  - {slug}.md")
    template = (root / "docs" / "_templates" / f"{kind}.md").read_text(encoding="utf-8")
    target.write_text(filled(template, slug, title), encoding="utf-8", newline="\n")
    listing.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    return target.relative_to(root).as_posix()


def filled(template: str, slug: str, title: str) -> str:
    """A template with the name, the title and today's date, without its hints to writers."""
    quoted = yaml.safe_dump({"title": title}, allow_unicode=True, width=200)
    text = re.sub(r"^title: .*\n", lambda _: quoted, template, count=1, flags=re.M)
    text = re.sub(r"^reviewed: .*$", f"reviewed: {date.today()}", text, count=1, flags=re.M)
    return HINT.sub("", text).replace("/page-name/", f"/{slug}/")


def resource(root: Path, given: dict[str, object]) -> str:
    """Write a record in its place; path and line. Raises UsageError, writes nothing then."""
    name = "docs/_data/resources.yml"
    keys = [key for key in Resource.model_fields if given.get(key) is not None]
    data = {key: given[key] for key in keys}
    record, findings = validate(Resource, data, {}, name, "D")
    if record is None:
        raise UsageError("\n".join(_told(finding) for finding in findings))
    path = root / name
    text = path.read_text(encoding="utf-8")
    if re.search(rf"^- id: {re.escape(record.id)}$", text, re.M):
        raise UsageError(f"id used twice: `{record.id}`; choose another")
    if re.search(rf"^  url: {re.escape(record.url)}$", text, re.M):
        raise UsageError(f"the address has a record already: {record.url}")
    lines = [yaml.safe_dump({k: v}, allow_unicode=True, width=10_000) for k, v in data.items()]
    written = sorted_records(f"{text}- {'  '.join(lines)}")
    path.write_text(written, encoding="utf-8", newline="\n")
    line = written[: written.index(f"- id: {record.id}\n")].count("\n") + 1
    return f"{name}:{line}"


def _told(finding: Finding) -> str:
    return f"{finding.message}: {finding.fix}"
