"""A book as PDF: one document with the site's own styles, printed by Chromium."""

import copy
import io
import json
from html import escape
from pathlib import Path
from typing import Any

from roadmap.books.model import XHTML, Book, BookError, Chapter, as_of, imprint, written

STYLE = Path(__file__).with_suffix(".css")
PLACE = "books/print.xhtml"  # where the document stands while it is printed: below the site

NUMBERED = """numbers => document.querySelectorAll('.leaf').forEach((place, index) => {
  place.textContent = numbers[index];
})"""


def document(book: Book) -> str:
    """The book as one XHTML page, to be served from `PLACE` of the site."""
    sheets = "".join(
        f'<link rel="stylesheet" href="../{path}" media="{media or "all"}"/>'
        for path, media in book.styles
    )
    body = _cover(book) + _contents(book) + "".join(_chapter(c) for c in book.chapters)
    title = escape(f"{book.series} – {book.title}")
    style = escape(STYLE.read_text(encoding="utf-8") + _running(book), quote=False)
    return (
        f'<!DOCTYPE html>\n<html xmlns="{XHTML}" lang="{book.say.language}" data-scheme="light">'
        f'<head><meta charset="utf-8"/><title>{title}</title>{sheets}<style>{style}</style></head>'
        f'<body dir="ltr"><main class="md-typeset">{body}</main></body></html>'
    )


def _cover(book: Book) -> str:
    part, _, rest = book.title.rpartition(":")
    home = f'<p><a href="{book.address}">{book.address}</a></p>' if book.address else ""
    return (
        '<section class="book-cover">'
        f'<p class="book-series">{escape(book.series)}</p><p class="book-part">{escape(part)}</p>'
        f'<p class="book-title">{escape(rest.strip())}</p><p>{escape(book.about)}</p>'
        f'<div class="book-imprint"><p>{as_of(book)}</p>{home}'
        f"<p>{imprint(book)}</p></div></section>"
    )


def _contents(book: Book) -> str:
    items = "".join(
        f'<li><a href="#{chapter.id}">{escape(chapter.title)} <span class="leaf"></span></a></li>'
        for chapter in book.chapters
    )
    title = book.say.html("book.contents")
    return f'<nav class="book-contents"><h1>{title}</h1><ol>{items}</ol></nav>'


def _chapter(chapter: Chapter) -> str:
    body = copy.deepcopy(chapter.body)
    body.set("class", f"book-chapter md-content__inner run-{chapter.id}")
    for parent in list(body.iter()):
        for child in list(parent):
            if "katex-mathml" in child.get("class", ""):
                parent.remove(child)
    for element in body.iter():
        if element.tag == "details":
            element.set("open", "open")
        href = element.get("href", "")
        if ".xhtml#" in href and "/" not in href:
            element.set("href", "#" + href.partition("#")[2])
    return written(body)


def _running(book: Book) -> str:
    """The head of the pages of each chapter."""
    rules = []
    for chapter in book.chapters:
        title = json.dumps(chapter.title, ensure_ascii=False)  # quoted as CSS does
        name = f"run-{chapter.id}"
        rules.append(f"@page {name}{{@top-right{{content:{title}}}}}.{name}{{page:{name}}}")
    return "".join(rules)


def pdf(book: Book, browser: Any, address: str) -> bytes:
    """The printed book; `address` is where the built site is served. Raises BookError.

    It is printed twice: the first copy says on which page each chapter begins.
    """
    content = document(book)
    context = browser.new_context(service_workers="block", viewport={"width": 657, "height": 900})
    try:
        page = context.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.route(
            f"{address}{PLACE}",
            lambda route: route.fulfill(body=content, content_type="application/xhtml+xml"),
        )
        page.goto(f"{address}{PLACE}")
        page.evaluate("document.fonts.ready")
        foreign = [url for url in asked if not url.startswith(address)]
        if foreign:
            raise BookError(f"asks another host: {', '.join(foreign)}")
        page.evaluate(NUMBERED, beginnings(_print(page)))
        return _print(page)
    finally:
        context.close()


def _print(page: Any) -> bytes:
    printed: bytes = page.pdf(
        prefer_css_page_size=True, print_background=True, outline=True, tagged=True
    )
    return printed


def beginnings(printed: bytes) -> list[int]:
    """The page on which each chapter begins, from the outline of a printed book."""
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(printed))
    chapters = [entry for entry in reader.outline if not isinstance(entry, list)][1:]
    return [(reader.get_destination_page_number(entry) or 0) + 1 for entry in chapters]
