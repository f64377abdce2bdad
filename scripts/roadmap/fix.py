"""Mechanical mends: what a program can put right without knowing what the writer meant.

Only the order and the form of what is written change; no line of a contributor is dropped except
one that stands there twice.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from roadmap import quiz, text
from roadmap.load import CATALOGUE, is_page, load, split_front_matter
from roadmap.model import FrontMatter, Site

KEY = re.compile(r"^([A-Za-z_]\w*):")
RECORD = re.compile(r"^- ")
RECORD_KEY = re.compile(r"^[- ] ([A-Za-z_]\w*):")
EXERCISE = re.compile(r"^### Exercise \d+ \(", re.M)


@dataclass(frozen=True)
class Mended:
    """One mend: the file, the rule it serves, and what was done."""

    path: str
    code: str
    what: str

    def __str__(self) -> str:
        return f"{self.path}: {self.code} {self.what}"


def mend(root: Path) -> list[Mended]:
    """Mend all files below `root`; what needs a person is left to `check`."""
    done = [mended for path in _files(root) for mended in _bytes(root, path)]
    site, _ = load(root)
    addresses = {record.url: record.id for record in site.records.values()}
    for stem, model in CATALOGUE.items():
        order = list(model.model_fields)
        done += _apply(
            root,
            f"docs/_data/{stem}.yml",
            ("D05", "keys put in order", partial(record_keys, order=order)),
            ("R05", "records sorted by id", sorted_records),
        )
    for page in site.pages.values():
        title = page.meta.title
        links = addresses if page.meta.kind != "guide" else {}
        done += _apply(
            root,
            page.source,
            ("T02", "title taken out of the body", _body(partial(no_title, title=title))),
            ("Q06", "questions numbered", _body(numbered_questions)),
            ("E01", "exercises numbered", _body(numbered_exercises)),
            ("R07", "address made a `ref:` link", _body(partial(refs, addresses=links))),
        )
    for path in sorted((root / "docs").rglob("*.md")):
        if is_page(path, root / "docs"):
            name = path.relative_to(root).as_posix()
            done += _apply(root, name, ("F05", "keys put in order", front_matter_keys))
    return done + list(_navigation(root, site))


def plain(data: bytes) -> bytes:
    """Without byte-order mark, with LF line ends and one at the end."""
    data = data.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return data if data.endswith(b"\n") or not data else data + b"\n"


def front_matter_keys(source: str) -> str:
    """The keys of the front matter in the fixed order, each with its lines and comments."""
    parts = split_front_matter(source)
    if parts is None:
        return source
    head, body, _ = parts
    return f"---\n{_ordered(head, KEY, list(FrontMatter.model_fields))}---\n{body}"


def record_keys(source: str, order: list[str]) -> str:
    """The keys of every record in the fixed order."""
    head, records = _blocks(source.splitlines(keepends=True), RECORD)
    return head + "".join(_record(record, order) for record in records)


def sorted_records(source: str) -> str:
    """The records of a data file by id; comments go with the record below them."""
    head, records = _blocks(source.splitlines(keepends=True), RECORD)
    return head + "".join("".join(record) for record in sorted(records, key=_id))


def no_title(body: str, title: str) -> str:
    """Without an H1 that repeats the title of the front matter."""
    return re.sub(rf"\A\s*# {re.escape(title)} *\n+", "\n", body, count=1)


def numbered_questions(body: str) -> str:
    """The questions of each section numbered 1, 2, 3."""
    lines = body.split("\n")
    for start, section in text.sections(body).values():
        for number, question in enumerate(quiz.parse(section.split("\n"), 1)[0], 1):
            where = start + question.line
            lines[where] = re.sub(r"Question \d+", f"Question {number}", lines[where], count=1)
    return "\n".join(lines)


def numbered_exercises(body: str) -> str:
    """The exercises numbered 1, 2, 3."""
    numbers = iter(range(1, len(EXERCISE.findall(body)) + 1))
    return EXERCISE.sub(lambda _: f"### Exercise {next(numbers)} (", body)


def refs(body: str, addresses: Mapping[str, str]) -> str:
    """Links to addresses of the catalogue as `ref:` links; code is left alone."""
    lines, shown = body.split("\n"), text.shown(body)
    for match in reversed(list(text.LINK.finditer(shown))):
        image, _, target, _ = match.groups()
        record = addresses.get(target)
        if record and not image:
            before = shown[: match.start(3)]  # its last line is as long as in the body
            number, start = before.count("\n"), len(before) - before.rfind("\n") - 1
            rest = lines[number][start + len(target) :]
            lines[number] = f"{lines[number][:start]}ref:{record}{rest}"
    return "\n".join(lines)


def _navigation(root: Path, site: Site) -> Iterator[Mended]:
    """Pages that no `.pages` lists go to its end; a line that stands there twice goes."""
    for folder, entries in site.nav.items():
        path = root / "docs" / folder / ".pages"
        name = path.relative_to(root).as_posix()
        before = path.read_text(encoding="utf-8").splitlines()
        lines: list[str | None] = list(before)
        seen: set[str] = set()
        for entry, line in entries:
            if entry in seen:
                lines[line - 1] = None
                yield Mended(name, "N04", f"second `{entry}` taken out")
            seen.add(entry)
        for page in site.pages.values():
            if page.folder == folder and f"{page.slug}.md" not in seen:
                lines.append(f"  - {page.slug}.md")
                yield Mended(name, "N02", f"`{page.slug}.md` added")
        after = [line for line in lines if line is not None]
        if after != before:
            path.write_text("\n".join(after) + "\n", encoding="utf-8", newline="\n")


def _files(root: Path) -> Iterator[Path]:
    docs = root / "docs"
    for pattern in ("*.md", "*.yml", ".pages", "*.py"):
        yield from sorted(docs.rglob(pattern))


def _bytes(root: Path, path: Path) -> Iterator[Mended]:
    data = path.read_bytes()
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return  # its letters are a matter of guessing
    if plain(data) != data:
        path.write_bytes(plain(data))
        yield Mended(path.relative_to(root).as_posix(), "F01", "saved as plain text, LF line ends")


def _apply(
    root: Path, name: str, *steps: tuple[str, str, Callable[[str], str]]
) -> Iterator[Mended]:
    path = root / name
    if not path.is_file():
        return
    try:
        source = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return
    before = source
    for code, what, step in steps:
        after = step(source)
        if after != source:
            yield Mended(name, code, what)
        source = after
    if source != before:
        path.write_text(source, encoding="utf-8", newline="\n")


def _body(step: Callable[[str], str]) -> Callable[[str], str]:
    """A mend of the body, as one of the whole page."""

    def whole(source: str) -> str:
        parts = split_front_matter(source)
        if parts is None:
            return source
        _, body, _ = parts
        return source[: len(source) - len(body)] + step(body)

    return whole


def _blocks(lines: list[str], start: re.Pattern[str]) -> tuple[str, list[list[str]]]:
    """The comment a file opens with, and the blocks; a later comment opens the block below it."""
    first = next((number for number, line in enumerate(lines) if line[:1] != "#"), len(lines))
    blocks: list[list[str]] = []
    loose: list[str] = []
    for line in lines[first:]:
        if start.match(line):
            blocks.append([*loose, line])
            loose = []
        elif not blocks or line.startswith("#"):
            loose.append(line)
        else:
            blocks[-1] += [*loose, line]
            loose = []
    if blocks:
        blocks[-1] += loose
        loose = []
    return "".join(lines[:first] + loose), blocks


def _ordered(source: str, start: re.Pattern[str], order: list[str]) -> str:
    head, blocks = _blocks(source.splitlines(keepends=True), start)

    def rank(block: list[str]) -> int:
        name = next(match.group(1) for line in block if (match := start.match(line)))
        return order.index(name) if name in order else len(order)

    return head + "".join("".join(block) for block in sorted(blocks, key=rank))


def _record(lines: list[str], order: list[str]) -> str:
    first = next(number for number, line in enumerate(lines) if RECORD.match(line))
    inside = [" " + lines[first][1:], *lines[first + 1 :]]
    if not RECORD_KEY.match(inside[0]):
        return "".join(lines)
    ordered = _ordered("".join(inside), re.compile(r"^  ([A-Za-z_]\w*):"), order)
    return "".join(lines[:first]) + "-" + ordered[1:]


def _id(record: list[str]) -> str:
    found = re.search(r"^[- ] id: *['\"]?([^\s'\"#]*)", "".join(record), re.M)
    return found.group(1) if found else ""
