"""The glossary as a page, and what a marked term brings to another page."""

from collections.abc import Iterable
from itertools import groupby

from roadmap.model import Page, Site, Term
from roadmap.render.html import block, href, listing, text

HOME = "resources/glossary"


def glossary(site: Site, page: Page) -> str:
    """All terms by first letter, each with its id as anchor and a link to its page."""
    terms = sorted(site.glossary.values(), key=lambda term: term.term.casefold())
    groups = {
        letter: list(group) for letter, group in groupby(terms, lambda term: _letter(term.term))
    }
    if not groups:
        return ""
    jumps = (f'<a href="#{_anchor(letter)}">{text(letter)}</a>' for letter in groups)
    body = "".join(
        f'<section class="part"><h2 id="{_anchor(letter)}">{text(letter)}</h2>'
        f'<dl class="glossary">{"".join(_entry(site, page, term) for term in group)}</dl></section>'
        for letter, group in groups.items()
    )
    return block("glossary-list", listing(jumps, css="jumps") + body, search=True)


def _letter(term: str) -> str:
    return term[0].upper() if term[0].isalpha() else "0-9"


def _anchor(letter: str) -> str:
    return f"letter-{letter.lower()}"


def _entry(site: Site, page: Page, term: Term) -> str:
    also = f" ({text(', '.join(term.also))})" if term.also else ""
    taught = site.pages.get(term.page)
    where = ""
    if taught is not None:
        address = href(page, taught, term.anchor or "")
        where = f' <a href="{address}">{text(taught.meta.title)}</a>'
    return (
        f'<dt id="{text(term.id)}"><dfn>{text(term.term)}</dfn>{also}</dt>'
        f"<dd>{text(term.definition)}{where}</dd>"
    )


def marked(page: Page, home: Page, term: Term, words: str) -> str:
    """A term in running text: a link to its entry, described by its definition.

    `words` is Markdown source and stays as it is, line breaks included.
    """
    address = href(page, home, term.id)
    return f'<a class="term" href="{address}" aria-describedby="term-{term.id}">{words}</a>'


def definitions(terms: Iterable[Term]) -> str:
    """What describes the marked terms of a page; a script shows each beside its term."""
    notes = "".join(
        f'<p id="term-{text(term.id)}" role="tooltip" hidden>{text(term.definition)}</p>'
        for term in terms
    )
    return block("term-notes", notes) if notes else ""
