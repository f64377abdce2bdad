"""Binds the built pages of a stage into a book."""

import re
import xml.etree.ElementTree as etree
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from posixpath import join, normpath

from roadmap.books.model import Book, BookError, Chapter
from roadmap.books.pages import GLOSSARY, chapter, identifier
from roadmap.model import Page, Site, Stage

KINDS = ("topic", "project", "tool", "career", "discussion")

_CANONICAL = re.compile(r'<link rel="canonical" href="([^"]*)"')
_TITLE = re.compile(r"<title>([^<]*)</title>")
_TERM = re.compile(r'aria-describedby="term-([^"]*)"')
_STYLES = re.compile(r'<link rel="stylesheet" href="([^"]*)"(?: media="(\w+)")?>')


def stages(site: Site) -> Iterator[Stage]:
    """The stages that have a book: those whose pages are read, not looked things up in."""
    return (s for s in site.stages if any(page.meta.kind in KINDS for page in s.pages))


def book(site: Site, stage: Stage, built: Path, changed: Mapping[str, date]) -> Book:
    """The book of a stage; `built` is the built site, `changed` the days of the source files.

    Raises BookError when a page is not as it should be.
    """
    home = _read(built, site.pages["index"])
    canonical, title = _CANONICAL.search(home), _TITLE.search(home)
    address = canonical[1] if canonical else ""
    pages = [stage.index, *stage.pages]
    inside = {page.url.rstrip("/"): identifier(page) for page in pages}
    html = {page.path: _read(built, page) for page in pages}
    chapters = [chapter(html[page.path], page, inside, address) for page in pages]
    terms = {term for text in html.values() for term in _TERM.findall(text)}
    if terms:
        chapters.append(_glossary(site, terms))
    return Book(
        id=stage.folder,
        title=stage.index.meta.title,
        series=title[1] if title else "",
        about=stage.index.meta.description,
        changed=_day(pages, changed),
        address=address,
        chapters=tuple(chapters),
        say=site.strings,
        styles=max((_styles(html[page.path], page) for page in pages), key=len),
    )


def _read(built: Path, page: Page) -> str:
    file = built / page.url / "index.html"
    if not file.is_file():
        raise BookError(f"{page.source}: {file} is missing; run `make build`")
    return file.read_text(encoding="utf-8")


def _day(pages: list[Page], changed: Mapping[str, date]) -> date:
    """The day of the last change; without a history, of the last review."""
    days = [changed[page.source] for page in pages if page.source in changed]
    days = days or [page.meta.reviewed for page in pages if page.meta.reviewed]
    return max(days, default=date(1980, 1, 1))


def _glossary(site: Site, terms: set[str]) -> Chapter:
    """The words of the book, each with its meaning; the pages link to them."""
    title = site.strings("book.words")
    body = etree.Element("section", {"id": GLOSSARY})
    etree.SubElement(body, "h1").text = title
    listed = etree.SubElement(body, "dl", {"class": "glossary"})
    for term in sorted((site.glossary[t] for t in terms), key=lambda t: t.term.casefold()):
        entry = etree.SubElement(listed, "dt", {"id": f"{GLOSSARY}--{term.id}"})
        entry.text = term.term
        etree.SubElement(listed, "dd").text = term.definition
    return Chapter(GLOSSARY, title, body)


def _styles(html: str, page: Page) -> tuple[tuple[str, str], ...]:
    """The style sheets of a page, as paths below the site."""
    return tuple((normpath(join(page.url, href)), media) for href, media in _STYLES.findall(html))
