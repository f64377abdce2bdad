"""What a book is: the pages of one stage of the road as chapters, taken from the built site."""

import xml.etree.ElementTree as etree
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from roadmap.published import TEXT_LICENCE
from roadmap.strings import Strings

LICENCE = "CC BY 4.0"
RIGHTS = "The Deep Learning Roadmap contributors"  # as LICENSE asks to be credited
XHTML = "http://www.w3.org/1999/xhtml"
SVG = "http://www.w3.org/2000/svg"
MATHML = "http://www.w3.org/1998/Math/MathML"


class BookError(Exception):
    """A book cannot be made; the message says which page or tool is the reason."""


@dataclass(frozen=True)
class Chapter:
    """One page; `id` names its file in the EPUB and begins every id in `body`.

    Formulas stand in `body` twice, as KaTeX writes them: as MathML and as spans for the eye.
    """

    id: str
    title: str
    body: etree.Element

    def headings(self) -> Iterator[etree.Element]:
        """The headings of the second level, in order."""
        return self.body.iter("h2")


@dataclass(frozen=True)
class Book:
    """The chapters of a stage. `styles` are the site's, as (path below the site, media)."""

    id: str
    title: str
    series: str
    about: str
    changed: date
    address: str
    chapters: tuple[Chapter, ...]
    styles: tuple[tuple[str, str], ...]
    say: Strings


def as_of(book: Book) -> str:
    """The day of a book, as HTML."""
    return book.say.html("book.as_of", day=book.say.day(book.changed))


def imprint(book: Book) -> str:
    """Who wrote a book and what may be done with it, as HTML."""
    licence = f'<a href="{TEXT_LICENCE}">{LICENCE}</a>'
    return book.say.html("book.imprint", authors=RIGHTS, licence=licence)


def classes(element: etree.Element) -> set[str]:
    """The words of the class attribute."""
    return set(element.get("class", "").split())


def remove(parent: etree.Element, child: etree.Element) -> None:
    """Take `child` out and leave the text after it."""
    replace(parent, child, [])


def replace(parent: etree.Element, child: etree.Element, new: list[etree.Element]) -> None:
    """Put `new` elements in the place of `child`; the text after it stays after them."""
    index = list(parent).index(child)
    parent[index : index + 1] = new
    tail = child.tail or ""
    if new:
        new[-1].tail = (new[-1].tail or "") + tail
    elif index:
        parent[index - 1].tail = (parent[index - 1].tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail


def unwrap(parent: etree.Element, child: etree.Element) -> None:
    """Put the content of `child` in its place."""
    text, inner = child.text or "", list(child)
    index = list(parent).index(child)
    if index:
        parent[index - 1].tail = (parent[index - 1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text
    replace(parent, child, inner)


def text(element: etree.Element) -> str:
    """All text of the element on one line."""
    return " ".join("".join(element.itertext()).split())


def written(element: etree.Element) -> str:
    """The element as XML."""
    return etree.tostring(element, encoding="unicode")
