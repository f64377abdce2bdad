"""A page's source with everything derived put in: plain Markdown and HTML, no MkDocs needed.

This is what the site is built from and what `export` writes.
"""

import re
from pathlib import Path

from roadmap import contract, glossary, include, mathematics, render, text
from roadmap.model import Page, Site
from roadmap.render import EditLinks
from roadmap.render.glossary import definitions

MARKER = re.compile(r"^\s*<!-- roadmap: ([a-z-]+) -->\s*$")
WITHOUT_CARD = ("home",)


class ExpandError(ValueError):
    """Something on a page that cannot be put in; carries file and line."""


def expand(site: Site, page: Page, edit: EditLinks | None = None) -> str:
    """Title, card and body of a page with includes and derived parts in place."""
    body = expand_body(site, page)
    if page.meta.kind in WITHOUT_CARD:
        return body
    card = render.card(site, page, contract.missing(page), edit)
    return f"# {page.meta.title}\n\n{card}\n\n{body}"


def expand_body(site: Site, page: Page) -> str:
    """The body with terms, code, figures, catalogue addresses and derived parts in place."""
    folder = (site.root / page.source).parent
    body, terms = glossary.mark(site, page)
    shown = text.prose(page.body)
    lines: list[str] = []
    # Markers are comments, which prose() blanks like code: a line that is only a marker counts.
    for number, line in enumerate(body.split("\n")):
        try:
            lines.append(_line(site, page, folder, line, bool(shown[number].strip())))
        except (include.IncludeError, mathematics.FormulaError) as error:
            where = f"{page.source}:{page.body_line + number}"
            raise ExpandError(f"{where}: {error} (run `roadmap check` for all findings)") from None
    return "\n".join([*lines, "", definitions(terms)])


def _line(site: Site, page: Page, folder: Path, line: str, is_prose: bool) -> str:
    if "](" not in line and "<" not in line:
        return line
    marker = MARKER.match(line)
    if marker and marker.group(1) in render.MARKERS:
        return render.MARKERS[marker.group(1)](site, page)
    if not is_prose:
        return line
    link = include.code_link(line)
    if link:
        return include.expand_code(site.strings, folder, link)
    figure = include.FIGURE.match(line)
    if figure:
        return include.expand_figure(
            folder, figure.group(1), figure.group(2), figure.group(3) or ""
        )
    return include.expand_refs(line, site.records)
