"""Rules for the glossary: every entry is short, findable once, and leads to a page that uses it."""

import re
from collections.abc import Iterator

from markdown.extensions.toc import slugify

from roadmap import text
from roadmap.load import GLOSSARY
from roadmap.model import Finding, Site, Term
from roadmap.registry import rule
from roadmap.rules.content import plain
from roadmap.schema import nearest

MAX_LENGTH = 200
_SENTENCE = re.compile(r"[A-Z0-9](?:[^.!?]|[.!?](?!\s|$))*\.")


@rule("V01", "An entry of the glossary names what exists: a page, its heading, folders")
def known_pages(site: Site) -> Iterator[Finding]:
    for term in site.glossary.values():
        page = site.pages.get(term.page)
        if page is None:
            message = f"unknown page of `{term.id}`: `{term.page}`{nearest(term.page, site.pages)}"
            yield _at(site, term, "V01", message, "name a page as folder/page")
        elif term.anchor:
            lines = map(text.HEADING.match, text.prose(page.body))
            known = [slugify(plain(line.group(2)), "-") for line in lines if line]
            if term.anchor not in known:
                message = f"no heading `#{term.anchor}` in {page.source}"
                yield _at(site, term, "V01", message + nearest(term.anchor, known), "correct it")
        for folder in set(term.within) - set(site.nav):
            message = f"unknown folder of `{term.id}`: `{folder}`{nearest(folder, site.nav)}"
            yield _at(site, term, "V01", message, "name a folder of docs/")


@rule("V02", "A term, or another form of it, stands once in the glossary")
def unique_forms(site: Site) -> Iterator[Finding]:
    seen: dict[str, str] = {}
    for term in site.glossary.values():
        for form in dict.fromkeys(map(plain, term.forms)):
            if form in seen:
                message = f"`{form}` of `{term.id}` stands also in `{seen[form]}`"
                yield _at(site, term, "V02", message, "keep it in one entry")
            seen.setdefault(form, term.id)


@rule("V03", f"A definition is one sentence of at most {MAX_LENGTH} characters")
def one_sentence(site: Site) -> Iterator[Finding]:
    for term in site.glossary.values():
        size = len(term.definition)
        if size > MAX_LENGTH:
            message = f"definition of `{term.id}` has {size} characters"
            yield _at(site, term, "V03", message, f"say it in at most {MAX_LENGTH}")
        if not _SENTENCE.fullmatch(term.definition):
            message = f"definition of `{term.id}` is not one sentence"
            fix = "start with a capital, end with a period, and put no other sentence between"
            yield _at(site, term, "V03", message, fix)


@rule("V04", "A definition does not start by repeating its term")
def no_repetition(site: Site) -> Iterator[Finding]:
    for term in site.glossary.values():
        start = re.sub(r"^(?:a|an|the) ", "", plain(term.definition))
        if any(re.match(rf"{re.escape(plain(form))}\b", start) for form in term.forms):
            message = f"definition of `{term.id}` starts by repeating it"
            yield _at(site, term, "V04", message, "start with the kind of thing it is")


@rule("V05", "Entries of the glossary are sorted by id")
def sorted_entries(site: Site) -> Iterator[Finding]:
    last = ""
    for term in site.glossary.values():
        if term.id < last:
            message = f"entry out of order: `{term.id}` after `{last}`"
            yield _at(site, term, "V05", message, "sort the entries by id")
        last = term.id


@rule("V06", "The page that an entry names uses the words of the term")
def taught(site: Site) -> Iterator[Finding]:
    for term in site.glossary.values():
        page = site.pages.get(term.page)
        if page is None:
            continue
        shown = f" {_words(f'{page.meta.title} {page.body}')}"
        if not any(all(f" {w}" in shown for w in _words(form).split()) for form in term.forms):
            message = f"`{term.term}` stands nowhere in {page.source}"
            yield _at(site, term, "V06", message, "name the page that explains it, or explain it")


def _words(source: str) -> str:
    return " ".join(re.findall(r"\w+", plain(source)))


def _at(site: Site, term: Term, code: str, message: str, fix: str) -> Finding:
    return Finding(GLOSSARY, site.glossary_lines[term.id], code, message, fix)
