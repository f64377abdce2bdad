"""A page as Markdown that stands alone, away from its folder: nothing to include, no HTML."""

import re
from pathlib import Path
from posixpath import normpath

from roadmap import include, text
from roadmap.expand import MARKER
from roadmap.model import Page, Site

_SUMMARY = re.compile(r"<summary>(.*?)</summary>")
_DETAILS = re.compile(r"</?details[^>]*>")
_TARGET = re.compile(r"(?<=\]\()[^()\s]+")  # the text before may stand on another line


def body(site: Site, page: Page, base: str = "") -> str:
    """The body with code and captions in place and addresses below `base`, the root of the site.

    Raises IncludeError.
    """
    folder = (site.root / page.source).parent
    lines = zip(page.body.strip("\n").split("\n"), text.prose(page.body.strip("\n")), strict=True)
    done = [_line(site, page, folder, base, line, bool(shown.strip())) for line, shown in lines]
    return "\n".join(done).strip()


def _line(site: Site, page: Page, folder: Path, base: str, line: str, is_prose: bool) -> str:
    if "](" not in line and "<" not in line:
        return line
    if marker := MARKER.match(line):
        return _derived(site, page, base, marker.group(1))
    if not is_prose:
        return line
    figure = include.FIGURE.match(line)
    if figure:  # the picture has no file of its own on the site
        alt, _, caption = figure.groups()
        return f"> {alt}\n>\n> {caption}" if caption else f"> {alt}"
    code = include.code_link(line)
    line = _linked(site, page, base, line)
    if code:
        source = ["```" + include.language(code), *include.read_code(folder, code).split("\n")]
        return "\n".join([line, "", *(f"{code.indent}{row}".rstrip() for row in [*source, "```"])])
    return _DETAILS.sub("", _SUMMARY.sub(r"**\1**", line))


def _derived(site: Site, page: Page, base: str, name: str) -> str:
    """The sources of a page; of what else is made from the data, where it stands."""
    if name != "resources":
        return f"[{page.meta.title}]({address(site, page, '', base)})"
    uses = [(site.records[use.id], use) for use in page.meta.resources if use.id in site.records]
    return "\n".join(f"- [{record.title}]({record.url}): {use.where}" for record, use in uses)


def _linked(site: Site, page: Page, base: str, line: str) -> str:
    for match in reversed(list(_TARGET.finditer(text.without_inline_code(line)))):
        found = address(site, page, match[0], base)
        line = line[: match.start()] + found + line[match.end() :]
    return include.expand_refs(line, site.records)


def address(site: Site, page: Page, target: str, base: str = "") -> str:
    """The address below `base` of the page or file a link leads to; others stay as they are."""
    path, mark, fragment = target.partition("#")
    there = normpath(f"{page.folder}/{path}").lstrip("/") if path else f"{page.path}.md"
    known = site.pages.get(there.removesuffix(".md")) if there.endswith(".md") else None
    if known:
        return (f"{base}{known.url}" or "./") + mark + fragment
    return f"{base}{there}" if (site.docs / there).is_file() else target  # a region has no address
