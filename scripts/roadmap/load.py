"""Loads `docs/` into a Site. Never raises for bad content: everything wrong becomes a Finding."""

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from roadmap.links import health
from roadmap.model import (
    Asked,
    Dataset,
    Finding,
    FrontMatter,
    Page,
    Paper,
    Record,
    Resource,
    Run,
    Site,
    Stage,
    Term,
    Tool,
)
from roadmap.model import Path as Way
from roadmap.positions import Lines, read_yaml
from roadmap.schema import line_of, nearest, validate
from roadmap.strings import ENGLISH, Strings, Text, forms, placeholders

CATALOGUE: dict[str, type[Record]] = {
    "resources": Resource,
    "papers": Paper,
    "tools": Tool,
    "datasets": Dataset,
}
GLOSSARY = "docs/_data/glossary.yml"
PATHS = "docs/_data/paths.yml"
PLACEMENT = "docs/_data/placement.yml"
SYNONYMS = "docs/_data/synonyms.yml"
COVERAGE = "docs/_data/coverage.yml"
WORDINGS = "docs/_data/wordings.yml"
STRINGS = "docs/_data/strings"
OPTIONAL = (PATHS, PLACEMENT, SYNONYMS, WORDINGS)
Entry = TypeVar("Entry", bound=Record | Term | Way | Asked)
Named = TypeVar("Named", Term, Way)
MOST, LONGEST = 400_000, 10_000  # characters of a file, of a line
Nav = dict[str, tuple[tuple[str, int], ...]]


def load(root: Path, language: str = ENGLISH) -> tuple[Site, list[Finding]]:
    """Read the site below `root`; return what could be read and every problem found on the way.

    `language` is that of the interface; its words are those of docs/_data/strings/LANGUAGE.yml.
    """
    findings: list[Finding] = []
    languages = _languages(root, language, findings)
    nav = _navigation(root, findings)
    pages = _pages(root, findings)
    records, record_lines = _records(root, findings)
    coverage, coverage_lines = _by_page(root, COVERAGE, findings)
    wordings, wording_lines = _by_page(root, WORDINGS, findings)
    glossary, glossary_lines = _by_id(root, GLOSSARY, Term, findings)
    paths, path_lines = _by_id(root, PATHS, Way, findings)
    ordered = _in_road_order(pages, nav)
    site = Site(
        root=root,
        stages=_stages(ordered, nav),
        pages=ordered,
        records=records,
        record_lines=record_lines,
        coverage=coverage,
        coverage_lines=coverage_lines,
        nav=nav,
        health=_health(root, findings),
        glossary=glossary,
        glossary_lines=glossary_lines,
        paths=paths,
        path_lines=path_lines,
        synonyms=_synonyms(root, findings),
        wordings=wordings,
        wording_lines=wording_lines,
        placement=tuple(_list(root, PLACEMENT, Asked, findings)),
        runs=_runs(root, pages.values(), findings),
        strings=languages[language],
        languages=languages,
    )
    return site, findings


def read_text(path: Path, name: str, findings: list[Finding]) -> str | None:
    """The text of a UTF-8 file with `\\n` line ends, or None and a finding."""
    try:
        data = path.read_bytes()
    except OSError as error:
        findings.append(Finding(name, 1, "F01", f"cannot be read: {error.strerror}"))
        return None
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        findings.append(Finding(name, line, "F01", "not UTF-8 text", "save the file as UTF-8"))
        return None
    longest = max(map(len, text.split("\n")))
    if len(text) > MOST or longest > LONGEST:
        message = f"too large: {len(text)} characters, longest line {longest}"
        fix = f"at most {MOST} characters, {LONGEST} in a line; split the page"
        findings.append(Finding(name, 1, "F01", message, fix))
        return None
    if text.startswith("\ufeff"):
        findings.append(
            Finding(name, 1, "F01", "starts with a byte-order mark", "save without BOM")
        )
        text = text[1:]
    if "\r" in text:
        line = text[: text.index("\r")].count("\n") + 1
        findings.append(
            Finding(name, line, "F01", "has CR line ends", "save the file with LF line ends")
        )
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text


def split_front_matter(text: str) -> tuple[str, str, int] | None:
    """(front matter, body, line on which the body starts), or None when there is none."""
    if not text.startswith("---\n"):
        return None
    end = text.find("\n---\n", 3)
    if end < 0:
        return None
    head, body = text[4 : end + 1], text[end + 5 :]
    return head, body, text[: end + 5].count("\n") + 1


def is_page(path: Path, docs: Path) -> bool:
    """Whether a Markdown file is a page: no part of its path starts with `_` or `.`."""
    return not any(part.startswith(("_", ".")) for part in path.relative_to(docs).parts)


def _pages(root: Path, findings: list[Finding]) -> dict[str, Page]:
    docs = root / "docs"
    pages: dict[str, Page] = {}
    for file in sorted(docs.rglob("*.md")):
        if not is_page(file, docs):
            continue
        name = file.relative_to(root).as_posix()
        text = read_text(file, name, findings)
        if text is None:
            continue
        page = _page(text, name, findings)
        if page:
            pages[page.path] = page
    return pages


def _page(text: str, name: str, findings: list[Finding]) -> Page | None:
    parts = split_front_matter(text)
    if parts is None:
        findings.append(
            Finding(
                name,
                1,
                "F01",
                "front matter missing",
                "start the file with `---`, the keys, `---`; see docs/_templates",
            )
        )
        return None
    head, body, body_line = parts
    data, lines, problems = read_yaml(head, name, "F01", first_line=2)
    findings += problems
    if data is None:
        if not problems:
            findings.append(Finding(name, 1, "F01", "front matter empty", "see docs/_templates"))
        return None
    meta, problems = validate(FrontMatter, data, lines, name, "F")
    findings += problems
    if meta is None:
        return None
    path = name.removeprefix("docs/").removesuffix(".md")
    return Page(path, name, meta, body, body_line, lines)


def _navigation(root: Path, findings: list[Finding]) -> Nav:
    """Folder -> ((entry, line), ...) from the `.pages` files; "" is docs/ itself."""
    docs = root / "docs"
    nav: Nav = {}
    for file in sorted(docs.rglob(".pages")):
        name = file.relative_to(root).as_posix()
        folder = file.parent.relative_to(docs).as_posix().removeprefix(".")
        text = read_text(file, name, findings)
        if text is None:
            continue
        data, lines, problems = read_yaml(text, name, "N01")
        findings += problems
        if problems and data is None:
            continue
        entries = data.get("nav") if isinstance(data, dict) and len(data) == 1 else None
        if not isinstance(entries, list) or not all(isinstance(item, str) for item in entries):
            findings.append(
                Finding(
                    name,
                    1,
                    "N01",
                    "not just a `nav:` list of file names",
                    "write `nav:` and `- page.md`",
                )
            )
            continue
        nav[folder] = tuple(
            (item, line_of(lines, ("nav", index))) for index, item in enumerate(entries)
        )
    return nav


def _in_road_order(pages: dict[str, Page], nav: Nav) -> dict[str, Page]:
    """Pages as the `.pages` files order them; pages that none lists come last, by path."""
    order: list[str] = []

    def visit(folder: str) -> None:
        for entry, _ in nav.get(folder, ()):
            path = f"{folder}/{entry}" if folder else entry
            if entry.endswith(".md"):
                order.append(path.removesuffix(".md"))
            elif path in nav:
                visit(path)

    visit("")
    listed = [path for path in dict.fromkeys(order) if path in pages]
    return {path: pages[path] for path in [*listed, *(p for p in pages if p not in set(listed))]}


def _stages(pages: dict[str, Page], nav: Nav) -> tuple[Stage, ...]:
    stages = []
    for folder, _ in nav.get("", ()):
        index = pages.get(f"{folder}/index")
        if index and index.meta.kind == "stage":
            inside = tuple(p for p in pages.values() if p.folder == folder and p is not index)
            stages.append(Stage(folder, index, inside))
    return tuple(stages)


def _records(
    root: Path, findings: list[Finding]
) -> tuple[dict[str, Record], dict[str, tuple[str, int]]]:
    records: dict[str, Record] = {}
    places: dict[str, tuple[str, int]] = {}
    for stem, model in CATALOGUE.items():
        name = f"docs/_data/{stem}.yml"
        for record, line in _list(root, name, model, findings):
            if record.id in records:
                first, first_line = places[record.id]
                findings.append(_twice(name, line, record.id, f"{first}:{first_line}"))
                continue
            records[record.id], places[record.id] = record, (name, line)
    return records, places


def _by_id(
    root: Path, name: str, model: type[Named], findings: list[Finding]
) -> tuple[dict[str, Named], dict[str, int]]:
    entries: dict[str, Named] = {}
    lines: dict[str, int] = {}
    for entry, line in _list(root, name, model, findings):
        if entry.id in entries:
            findings.append(_twice(name, line, entry.id, f"{name}:{lines[entry.id]}"))
            continue
        entries[entry.id], lines[entry.id] = entry, line
    return entries, lines


def _list(
    root: Path, name: str, model: type[Entry], findings: list[Finding]
) -> Iterator[tuple[Entry, int]]:
    """Each valid record of a data file with the line of its first key."""
    if name in OPTIONAL and not (root / name).is_file():
        return
    data, lines = _data(root / name, name, findings)
    if data is None:
        return
    if not isinstance(data, list):
        findings.append(Finding(name, 1, "D01", "not a list of records", "start with `- id:`"))
        return
    for index, item in enumerate(data):
        record, problems = validate(model, item, lines, name, "D", (index,))
        findings += problems
        if record is not None:
            yield record, line_of(lines, (index, next(iter(model.model_fields))))


def _twice(name: str, line: int, key: str, first: str) -> Finding:
    message = f"id used twice: `{key}` (first in {first})"
    return Finding(name, line, "D06", message, "choose another id for the new record")


def _by_page(
    root: Path, name: str, findings: list[Finding]
) -> tuple[dict[str, tuple[str, ...]], dict[str, int]]:
    """Page -> its texts, and page -> line, of a data file that maps pages to lists of texts."""
    if name in OPTIONAL and not (root / name).is_file():
        return {}, {}
    data, lines = _data(root / name, name, findings)
    if data is None:
        return {}, {}
    if not isinstance(data, dict):
        findings.append(Finding(name, 1, "D01", "not a mapping", "write `folder/page: [texts]`"))
        return {}, {}
    found: dict[str, tuple[str, ...]] = {}
    for page, texts in data.items():
        if isinstance(texts, list) and all(isinstance(text, str) for text in texts):
            found[str(page)] = tuple(texts)
        else:
            line = line_of(lines, (str(page),))
            fix = "write a list of texts"
            findings.append(Finding(name, line, "D04", f"not a list of texts: `{page}`", fix))
    return found, {page: line_of(lines, (page,)) for page in found}


def _synonyms(root: Path, findings: list[Finding]) -> dict[str, str]:
    """Words that learners type -> words that the pages use."""
    if not (root / SYNONYMS).is_file():
        return {}
    data, lines = _data(root / SYNONYMS, SYNONYMS, findings)
    if data is None:
        return {}
    if not isinstance(data, dict):
        findings.append(Finding(SYNONYMS, 1, "D01", "not a mapping", "write `typed: meant`"))
        return {}
    wrong = [key for key, value in data.items() if not isinstance(value, str)]
    for key in wrong:
        line = line_of(lines, (str(key),))
        fix = "write `typed: meant`, both as text; quote what YAML takes for something else"
        findings.append(Finding(SYNONYMS, line, "D04", f"not a text: `{key}`", fix))
    return {str(key): value for key, value in data.items() if key not in wrong}


@cache
def strings_of(language: str) -> Strings:
    """The words of the interface that come with this code, for Markdown outside a site."""
    return _strings(Path(__file__).resolve().parents[2], language, [])


def _languages(root: Path, language: str, findings: list[Finding]) -> dict[str, Strings]:
    """The words of the interface in each language that has a file, and in `language`."""
    found = {file.stem for file in (root / STRINGS).glob("*.yml")} | {language}
    return {name: _strings(root, name, findings) for name in sorted(found)}


def _strings(root: Path, language: str, findings: list[Finding]) -> Strings:
    name = f"{STRINGS}/{language}.yml"
    try:
        plural = forms(language)
    except ValueError as error:
        findings.append(Finding(name, 1, "D01", str(error), "name the file by a code like `hi`"))
        return Strings()
    data, lines = _data(root / name, name, findings)
    texts: dict[str, Text] = {}
    places: dict[str, int] = {}
    if data is not None and not isinstance(data, dict):
        findings.append(Finding(name, 1, "D01", "not a mapping", "write groups of `key: text`"))
    for group, entries in data.items() if isinstance(data, dict) else ():
        if not isinstance(entries, dict):
            line = line_of(lines, (str(group),))
            fix = "write `key: text` lines below it, indented"
            findings.append(Finding(name, line, "D04", f"not a group of texts: `{group}`", fix))
            continue
        for key, text in entries.items():
            full, line = f"{group}.{key}", line_of(lines, (str(group), str(key)))
            places[full] = line
            wrong = _wrong_text(text, plural)
            if wrong:
                findings.append(Finding(name, line, "D04", f"`{full}` {wrong[0]}", wrong[1]))
            else:
                texts[full] = text
    return Strings(language, texts, places)


def _wrong_text(text: Any, plural: tuple[str, ...]) -> tuple[str, str] | None:
    """What is wrong with a text or its plural forms, and how to mend it; None for a good one."""
    shape = f"write a text, or one for each of {', '.join(plural)}; quote what YAML takes for more"
    each = text if isinstance(text, dict) else {"other": text}
    if not each or not all(isinstance(form, str) and form.strip() for form in each.values()):
        return "is no text", shape
    if isinstance(text, dict) and set(text) != set(plural):
        unknown = [str(key) for key in text if key not in plural]
        hint = nearest(unknown[0], plural) if unknown else ""
        return f"has the plural forms {', '.join(map(str, text))}{hint}", shape
    try:
        for form in each.values():
            placeholders(form)
    except ValueError as error:
        return f"cannot be filled in: {error}", "write values as {name}; a brace itself as {{"
    return None


def _health(root: Path, findings: list[Finding]) -> dict[str, health.Health]:
    """How the addresses stood; a site without the file has no fetched address."""
    try:
        return health.read(root / health.NAME)
    except health.HealthError as error:
        _, line, message = str(error).split(":", 2)
        fix = "restore it from version control; `roadmap links` writes it"
        findings.append(Finding(health.NAME, int(line), "D07", message.strip(), fix))
        return {}


def _runs(root: Path, pages: Iterable[Page], findings: list[Finding]) -> dict[str, Run]:
    """The recorded runs of the projects, by the path of the page."""
    runs: dict[str, Run] = {}
    for page in pages:
        name = f"docs/{page.folder}/code/{page.slug}/metrics.json"
        if page.meta.kind != "project" or not (root / name).is_file():
            continue
        text = read_text(root / name, name, findings)
        try:
            runs[page.path] = Run.model_validate_json(text or "")
        except ValidationError as error:
            wrong = error.errors()[0]
            place = ".".join(map(str, wrong["loc"]))
            message = f"{wrong['msg']}{f': `{place}`' if place else ''}"
            fix = f"measure again: `python docs/projects/code/record.py {page.slug}`"
            findings.append(Finding(name, 1, "D08", message, fix))
    return runs


def _data(path: Path, name: str, findings: list[Finding]) -> tuple[Any, Lines]:
    if not path.is_file():
        findings.append(Finding(name, 1, "D01", "file missing", "restore it from version control"))
        return None, {}
    text = read_text(path, name, findings)
    if text is None:
        return None, {}
    data, lines, problems = read_yaml(text, name, "D01")
    findings += problems
    return data, lines
