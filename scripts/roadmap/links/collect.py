"""Every external address of the project once, with all its places and what its record says.

Former addresses of a record are left out: they are known to be dead and nobody is sent there.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html.parser import HTMLParser
from pathlib import Path

from roadmap import text
from roadmap.links.health import Health
from roadmap.links.verdicts import Expect
from roadmap.load import CATALOGUE
from roadmap.model import Dataset, Paper, Record, Resource, Site, Tool
from roadmap.positions import read_yaml

_RAW = re.compile(r"https?://[^\s<>\"'`\])}|\\^]+")
# Places in catalogue records whose address a learner can be sent to.
FIELDS = ("url", "mirror", "homepage", "docs", "repo")


@dataclass(frozen=True, order=True)
class Place:
    """Where an address stands; `record` is the id of the catalogue record that holds it."""

    path: str
    line: int
    record: str = ""

    def __str__(self) -> str:
        return f"{self.path}:{self.line}"


@dataclass(frozen=True)
class Target:
    """An address with its places; `expect` and `health` come from its catalogue record."""

    url: str
    places: tuple[Place, ...]
    expect: Expect
    health: Health


def collect(site: Site, built: Path | None = None) -> dict[str, Target]:
    """The targets by address, sorted; `built` is the folder of the built site, if it counts."""
    targets: dict[str, Target] = {}
    for target in [*_catalogue(site), *_pages(site), *(_built(built, site.root) if built else ())]:
        old = targets.get(target.url)
        if old:
            places = tuple(sorted({*old.places, *target.places}))
            target = replace(old, places=places)
        targets[target.url] = target
    return dict(sorted(targets.items()))


def _catalogue(site: Site) -> Iterator[Target]:
    lines = _field_lines(site.root)
    for record in site.records.values():
        path, first = site.record_lines[record.id]
        for field, url in _addresses(record):
            place = Place(path, lines.get((path, first, field), first), record.id)
            yield Target(url, (place,), _expect(record, field), _health(record, url))


def _addresses(record: Record) -> Iterator[tuple[str, str]]:
    """(field, address) of a record, each address once."""
    seen: set[str] = set()
    for field in FIELDS:
        url = getattr(record, field, None) if field in type(record).model_fields else None
        if url and url not in seen:
            seen.add(url)
            yield field, url
    if isinstance(record, Paper) and record.doi and f"https://doi.org/{record.doi}" not in seen:
        yield "doi", f"https://doi.org/{record.doi}"


def _expect(record: Record, field: str) -> Expect:
    """A title is expected of the main page of works only: a tool's page may be called anything."""
    state = record.state if isinstance(record, Tool) else ""
    if field != "url" or isinstance(record, Dataset):
        return Expect(state=state)
    authors = record.authors if isinstance(record, (Resource, Paper)) else ""
    return Expect(record.title, authors, state)


def _health(record: Record, url: str) -> Health:
    state = record.status if isinstance(record, (Resource, Dataset)) else ""
    state = record.state if isinstance(record, Tool) else state
    return Health(url, state=state, recorded=record.checked.isoformat())


def _field_lines(root: Path) -> dict[tuple[str, int, str], int]:
    """(file, line of the record's id, field) -> line."""
    found: dict[tuple[str, int, str], int] = {}
    for stem in CATALOGUE:
        name = f"docs/_data/{stem}.yml"
        if not (root / name).is_file():
            continue
        content = (root / name).read_text(encoding="utf-8", errors="replace")
        _, lines, _ = read_yaml(content, name, "D01")
        for key, line in lines.items():
            if len(key) == 2 and (first := lines.get((key[0], "id"))):
                found[(name, first, str(key[1]))] = line
    return found


def _pages(site: Site) -> Iterator[Target]:
    """Addresses typed into pages and the README; pages of the road have none (rule R07)."""
    for page in site.pages.values():
        yield from _in_markdown(page.body, page.source, page.body_line)
    readme = site.root / "README.md"
    if readme.is_file():
        yield from _in_markdown(readme.read_text("utf-8", errors="replace"), "README.md", 1)


def _in_markdown(body: str, name: str, first: int) -> Iterator[Target]:
    for number, line in enumerate(text.prose(body)):
        shown = text.without_inline_code(line)
        linked = {link.group(3) for link in text.LINK.finditer(shown)}
        linked = {url for url in linked if url.lower().startswith(("http:", "https:"))}
        bare = {found.rstrip(".,;:!?") for found in _RAW.findall(text.LINK.sub(" ", shown))}
        for url in sorted(linked | bare):
            yield _plain(url, Place(name, first + number))


class _Anchors(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, int]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for key, value in attrs:
            if tag == "a" and key == "href" and (value or "").startswith(("http:", "https:")):
                self.found.append((value or "", self.getpos()[0]))


def _built(folder: Path, root: Path) -> Iterator[Target]:
    for file in sorted(folder.rglob("*.html")):
        reader = _Anchors()
        reader.feed(file.read_text("utf-8", errors="replace"))
        inside = file.is_relative_to(root)
        name = file.relative_to(root).as_posix() if inside else file.relative_to(folder).as_posix()
        for url, line in reader.found:
            yield _plain(url, Place(name, line))


def _plain(url: str, place: Place) -> Target:
    return Target(url, (place,), Expect(), Health(url))
