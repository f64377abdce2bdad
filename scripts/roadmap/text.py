"""Reads Markdown sources line by line: what is prose, what is code; headings, links, formulas."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

FENCE = re.compile(r"^\s*(`{3,}|~{3,})")
HEADING = re.compile(r"^(#{1,6})\s+(.+?)\s*#*\s*$")
INLINE_CODE = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)")
LINK = re.compile(
    r"(!?)\[((?:[^\[\]\\\n]|\n(?!\s*\n)|\\.|\[[^\]]*\])*)\]\(\s*<?((?:[^()\s>]|\([^()\s]*\))*)>?(?:\s+\"([^\"]*)\")?\s*\)"
)
KEPT = 1024  # texts whose parts are remembered: a server reads the same pages again and again
COMMENT = re.compile(r"<!--.*?-->", re.S)
DOLLAR = re.compile(r"(?<![\\$])\$(?![\s$])((?:[^$\\]|\\.)+?)(?<![\s\\])\$(?!\d)")


@dataclass(frozen=True)
class Link:
    """A Markdown link or image with its line."""

    line: int
    image: bool
    text: str
    target: str
    title: str


@dataclass(frozen=True)
class Formula:
    """One formula; `display` when it stands on lines of its own."""

    line: int
    tex: str
    display: bool


def read(path: Path) -> str:
    """The text of a file; what is not UTF-8 shows as a mark, and rule F11 tells of it."""
    return path.read_bytes().decode("utf-8", errors="replace")


@lru_cache(KEPT)
def prose(body: str) -> tuple[str, ...]:
    """The lines of `body` with fenced code and comments blanked; positions are kept."""
    body = COMMENT.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), body)
    lines: list[str] = []
    fence = ""
    for line in body.split("\n"):
        mark = FENCE.match(line)
        if fence:
            if mark and mark.group(1).startswith(fence) and line.strip() == mark.group(1):
                fence = ""
            lines.append("")
        elif mark:
            fence = mark.group(1)
            lines.append("")
        else:
            lines.append(line)
    return tuple(lines)


def without_inline_code(line: str) -> str:
    """The line with `code spans` blanked, the columns kept."""
    if "`" not in line:
        return line
    return INLINE_CODE.sub(lambda match: " " * len(match.group()), line)


def headings(body: str, level: int = 2) -> list[tuple[int, str]]:
    """(index of the line, text) of the headings of one level."""
    found = ((number, HEADING.match(line)) for number, line in enumerate(prose(body)))
    return [(number, m.group(2)) for number, m in found if m and len(m.group(1)) == level]


def sections(body: str, level: int = 2) -> dict[str, tuple[int, str]]:
    """Heading text -> (index of its line, text below it up to the next heading of this level)."""
    marks = headings(body, level)
    if not marks:
        return {}
    lines = body.split("\n")
    ends = [number for number, _ in marks[1:]] + [len(lines)]
    return {
        title: (start, "\n".join(lines[start + 1 : end]))
        for (start, title), end in zip(marks, ends, strict=True)
    }


@lru_cache(KEPT)
def links(body: str) -> tuple[Link, ...]:
    """Every Markdown link and image outside code; `line` is that of its target in the body."""
    return tuple(_links(shown(body)))


@lru_cache(KEPT)
def shown(body: str) -> str:
    """The text of `body` with all code and comments blanked; positions are kept."""
    return "\n".join(map(without_inline_code, prose(body)))


def _links(source: str) -> Iterator[Link]:
    for match in LINK.finditer(source):  # not line by line: the text of a link may be wrapped
        image, text, target, title = match.groups()
        line = source.count("\n", 0, match.start(3))
        yield Link(line, image == "!", text, target, title or "")


@lru_cache(KEPT)
def formulas(body: str) -> tuple[Formula, ...]:
    """Every formula outside code: `$inline$` and `$$` blocks; `line` is an index into the body."""
    return tuple(_formulas(body))


def _formulas(body: str) -> Iterator[Formula]:
    block: list[str] | None = None
    start = 0
    for number, raw in enumerate(prose(body)):
        line = without_inline_code(raw)
        stripped = line.strip()
        if block is not None:
            if stripped.endswith("$$"):
                block.append(stripped[:-2])
                yield Formula(start, "\n".join(block).strip(), True)
                block = None
            else:
                block.append(line)
        elif stripped.startswith("$$"):
            if len(stripped) > 4 and stripped.endswith("$$"):
                yield Formula(number, stripped[2:-2].strip(), True)
            else:
                block, start = [stripped[2:]], number
        else:
            for match in DOLLAR.finditer(line):
                yield Formula(number, match.group(1), False)
    if block is not None:
        yield Formula(start, "\\text{unclosed}\\", True)


def words(body: str) -> int:
    """Number of words of prose: no code, no markup, a formula counts as one."""
    text = "\n".join(without_inline_code(line) for line in prose(body))
    text = re.sub(r"\$\$.*?\$\$", " formula ", text, flags=re.S)
    text = DOLLAR.sub(" formula ", text)
    return len(re.findall(r"[A-Za-z0-9][\w'’-]*", text))


def escape_formulas(lines: list[str]) -> list[str]:
    r"""The lines with `<` in formulas written as `\lt`, so that `w_{<t}` starts no HTML tag."""
    result: list[str] = []
    display = False
    for raw, masked in zip(lines, prose("\n".join(lines)), strict=True):
        if not display and "$" not in masked:
            result.append(raw)
            continue
        line = without_inline_code(masked)
        marks = line.count("$$")
        if display or marks:
            display ^= marks % 2 == 1
            result.append(raw.replace("<", r"\lt ") if line.strip() else raw)
            continue
        for match in reversed(list(DOLLAR.finditer(line))):
            formula = raw[match.start() : match.end()].replace("<", r"\lt ")
            raw = raw[: match.start()] + formula + raw[match.end() :]
        result.append(raw)
    return result
