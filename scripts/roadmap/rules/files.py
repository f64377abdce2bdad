"""Rules for files as such: which lie under docs/, their names, their letters, and drawings."""

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from roadmap import text
from roadmap.model import Finding, Site
from roadmap.registry import rule

MOST = 300_000  # bytes
_WORDS = {"", ".md", ".yml", ".yaml", ".jsonl", ".json", ".csv", ".txt", ".toml", ".py", ".out",
          ".sh", ".svg", ".css", ".js"}  # fmt: skip
_RESERVED = {"con", "prn", "aux", "nul", *(f"{n}{i}" for n in ("com", "lpt") for i in range(1, 10))}
_NAME = re.compile(r"^[A-Za-z0-9_][A-Za-z0-9._-]*$|^\.pages$")
# Control characters, and those that turn the direction of text or do not show.
_HIDDEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_CONFLICT = re.compile(r"^(<{7}|>{7})( |$)", re.M)
_DRAWN = {"svg", "title", "desc", "g", "path", "rect", "circle", "ellipse", "line", "polyline",
          "polygon", "text", "tspan", "defs", "clippath", "marker", "use", "pattern"}  # fmt: skip


def _files(site: Site) -> Iterator[tuple[Path, str]]:
    """Files below docs/ with their path, but not what is installed and caches."""
    for path in sorted(site.docs.rglob("*")):
        parts = path.relative_to(site.docs).parts
        hidden = any(part.startswith(".") for part in parts) and path.name != ".pages"
        if hidden or "__pycache__" in parts or parts[:2] == ("assets", "vendor"):
            continue  # never published, or not ours
        if path.is_symlink() or path.is_file():
            yield path, path.relative_to(site.root).as_posix()


@rule("F10", "Names of files are portable: a-z, 0-9 and hyphens for pages, no two differ by case")
def names(site: Site) -> Iterator[Finding]:
    seen: dict[str, str] = {}
    for path, name in _files(site):
        fix = "use a-z, 0-9 and hyphens; no name that Windows reserves"
        stem = path.name.split(".")[0].lower()
        page = path.suffix == ".md" and not name.startswith("docs/_")
        simple = re.match(r"^[a-z0-9-]+\.md$", path.name) if page else _NAME.match(path.name)
        if not simple or stem in _RESERVED or path.name.endswith("."):
            yield Finding(name, 1, "F10", f"name not allowed: `{path.name}`", fix)
        for part in PurePosixPath(name).parent.parts[1:]:
            if not re.match(r"^_?[a-z0-9-]+$", part) or part in _RESERVED:
                yield Finding(name, 1, "F10", f"name not allowed: `{part}/`", fix)
        other = seen.setdefault(name.lower(), name)
        if other != name:
            message = f"differs from `{other}` by case only"
            yield Finding(name, 1, "F10", message, "rename one: some systems hold only one of them")


@rule("F11", "Text is UTF-8 without hidden characters and without marks of a merge conflict")
def letters(site: Site) -> Iterator[Finding]:
    for path, name in _files(site):
        if path.is_symlink() or path.suffix not in _WORDS:
            continue
        source = text.read(path)
        line = source[: source.find("\ufffd")].count("\n") + 1
        is_page = path.suffix == ".md" or name.startswith("docs/_data/") or path.name == ".pages"
        if "\ufffd" in source and not is_page:  # F01 tells of pages and data
            yield Finding(name, line, "F11", "not UTF-8 text", "save the file as UTF-8")
        for match in _HIDDEN.finditer(source.removeprefix("\ufeff").replace("\r", "")):
            line = source[: match.start()].count("\n") + 1
            message = f"hidden character U+{ord(match.group()):04X}"
            yield Finding(name, line, "F11", message, "remove it")
            break
        for match in _CONFLICT.finditer(source):
            line = source[: match.start()].count("\n") + 1
            yield Finding(name, line, "F11", "mark of a merge conflict", "keep one side")


@rule("F12", "Only pages, their code, figures and data lie under docs/, none of them large")
def known_files(site: Site) -> Iterator[Finding]:
    for path, name in _files(site):
        parts = PurePosixPath(name).parts[1:]
        if path.is_symlink():
            yield Finding(name, 1, "F12", "a link to another file", "put the file itself there")
            continue
        size = path.stat().st_size
        if size > MOST:
            fix = "draw figures with code; leave data out or generate it"
            yield Finding(name, 1, "F12", f"{size:,} bytes; at most {MOST:,}", fix)
        if "figures" in parts[:-1]:
            allowed = path.suffix == ".svg"
        elif "code" in parts[:-1]:
            allowed = path.suffix in _WORDS - {".svg", ".css", ".js"} | {".ipynb"}
        else:
            shared = parts[0] in ("assets", "_data", "_templates")
            allowed = shared or path.suffix == ".md" or path.name == ".pages"
        if not allowed:
            fix = "code in code/<page>/, figures as SVG in figures/<page>/, nothing else"
            yield Finding(name, 1, "F12", "a file of this kind has no place here", fix)


@rule("I03", "A figure only draws: no scripts, styles, images or addresses in it")
def drawings(site: Site) -> Iterator[Finding]:
    for path, name in _files(site):
        if path.suffix != ".svg" or path.is_symlink():
            continue
        source = text.read(path)
        for match in re.finditer(r"<([!?]?[A-Za-z:\[-]*)([^>]*)", source):
            tag, inside = match.group(1).lower(), match.group(2)
            wrong = tag not in _DRAWN and not tag.startswith(("?xml", "!--")) and tag
            loud = re.search(r"\bon\w+\s*=|href\s*=\s*[\"'](?!#)|url\(\s*[\"']?(?!#)|:\s*script",
                             inside, re.I)  # fmt: skip
            if wrong or loud:
                line = source[: match.start()].count("\n") + 1
                shown = f"<{match.group(1)}{inside}"[:60]
                fix = "draw it with `roadmap figures`"
                yield Finding(name, line, "I03", f"not allowed in a figure: `{shown}`", fix)
