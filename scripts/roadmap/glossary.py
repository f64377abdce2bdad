"""Finds the terms of the glossary in a page's text and turns first occurrences into links.

A term that a link or bold type explains on the spot is left alone from there on. The text of a
page is read as Markdown source, so that every builder and `export` get the same result.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from roadmap import quiz, text
from roadmap.model import Page, Site, Term
from roadmap.render.glossary import HOME, marked

LIMIT = 12  # terms marked on one page
WITHOUT = ("home", "guide")  # kinds of pages on which no term is marked

_HIDDEN = "\0"
_TAG = re.compile(r"</?[a-zA-Z][^>\n]*>")
_SUMMARY = re.compile(r"<summary>.*?</summary>")
# Each with the sign that a line must hold.
_BLANKED = (("`", text.INLINE_CODE), ("$", text.DOLLAR), ("<", _SUMMARY), ("<", _TAG))
_TABLE_RULE = re.compile(r"^\s*\|[ :|-]+$")
_STRONG = re.compile(r"\*\*(?=\S)(?:[^\n]|\n(?!\s*\n))+?(?<=\S)\*\*")
_SPACE = re.compile(r"[\s-]+")


def mark(site: Site, page: Page) -> tuple[str, tuple[Term, ...]]:
    """The page's body with at most LIMIT terms marked, and these terms in order of appearance.

    The number of lines does not change. When a page holds more terms, those win that the road
    teaches latest: they are the least likely to be known.
    """
    home = site.pages.get(HOME)
    if home is None or page is home or page.meta.kind in WITHOUT:
        return page.body, ()
    places = _first_places(site, page)
    if len(places) > LIMIT:
        order = {path: number for number, path in enumerate(site.pages)}
        latest = sorted(places, key=lambda place: -order.get(place[1].page, 0))
        places = sorted(latest[:LIMIT], key=lambda place: place[0].start())
    body = page.body
    for match, term in reversed(places):
        shown = marked(page, home, term, match.group())
        body = body[: match.start()] + shown + body[match.end() :]
    return body, tuple(term for _, term in places)


def _first_places(site: Site, page: Page) -> list[tuple[re.Match[str], Term]]:
    """Where each term first stands in running text, unless it was explained before."""
    places = []
    for match, key, explained in _mentions(page.body, site.forms):
        term = site.glossary[key]
        elsewhere = term.within and page.folder not in term.within
        if term.page != page.path and not elsewhere and not explained:
            places.append((match, term))
    return places


@cache  # a server builds the same pages again and again
def _mentions(
    body: str, forms: tuple[tuple[str, str], ...]
) -> tuple[tuple[re.Match[str], str, bool], ...]:
    """Where each term is named first, its id, and whether that place explains it."""
    pattern, ids = matcher(forms)
    shown, explaining = running_text(body)
    found: dict[str, tuple[re.Match[str], str, bool]] = {}
    for match in pattern.finditer(shown):
        key = find(match.group(), ids)
        if key not in found:
            explained = any(start <= match.start() < end for start, end in explaining)
            found[key] = (match, key, explained)
    return tuple(found.values())


@cache
def matcher(forms: tuple[tuple[str, str], ...]) -> tuple[re.Pattern[str], Mapping[str, str]]:
    """One pattern for whole words of all forms, and the id for each form.

    A form with a capital is matched as written, others in any case. A regular plural is found too;
    words may be joined by a hyphen or broken over two lines.
    """
    ids: dict[str, str] = {}
    groups: dict[str, list[str]] = {}
    for form, key in forms:
        name = _SPACE.sub(" ", form)
        ids.setdefault(name, key)
        body = re.escape(name[1:]).replace(r"\ ", r"(?:[ -]|\n[ \t]*)")
        # Split by first letter: the pattern skips at once what no term starts with.
        first = name[0] if _exact(name) else f"{name[0].upper()}{name[0].lower()}"
        groups.setdefault(first, []).append(body if _exact(name) else f"(?i:{body})")
    parts = [
        f"[{re.escape(first)}](?:{'|'.join(sorted(bodies, key=len, reverse=True))})"
        for first, bodies in sorted(groups.items(), key=lambda item: len(item[0]))
    ]
    return re.compile(rf"\b(?<![\\-])(?:{'|'.join(parts) or '(?!)'})s?(?![\w-])"), ids


def find(words: str, ids: Mapping[str, str]) -> str:
    """The id of the term that was matched as `words`."""
    name = _SPACE.sub(" ", words)
    tries = (name, name.removesuffix("s"), name.lower(), name.lower().removesuffix("s"))
    return next(ids[form] for form in tries if form in ids)


def _exact(form: str) -> bool:
    return form != form.lower()


def running_text(body: str) -> tuple[str, list[tuple[int, int]]]:
    """The body with all but running text blanked, and the spans that explain what they name.

    Blanked: headings, code, formulas, questions, headers of tables, figures, tags, addresses.
    Explaining: links and bold type. Positions are kept.
    """
    shown = "\n".join(_lines(body))
    spans = []
    for match in text.LINK.finditer(shown):
        spans.append(match.span())
        start = match.start() if match.group(1) else match.end(2)
        shown = _blank(shown, start, match.end())
    spans += [match.span() for match in _STRONG.finditer(shown)]
    return shown, spans


def _lines(body: str) -> Iterator[str]:
    lines, prose = body.split("\n"), text.prose(body)
    questions = {
        number
        for question in quiz.parse(lines, 0)[0]
        for number in range(question.line, question.end)
    }
    display = False
    for number, (line, kept) in enumerate(zip(lines, prose, strict=True)):
        below = prose[number + 1] if number + 1 < len(prose) else ""
        formula = display or "$$" in kept
        display ^= kept.count("$$") % 2 == 1
        if (
            formula
            or not kept
            or number in questions
            or text.HEADING.match(kept)
            or _TABLE_RULE.match(kept)
            or (kept.lstrip().startswith("|") and _TABLE_RULE.match(below))
        ):
            yield _HIDDEN * len(line)
        else:
            for sign, pattern in _BLANKED:
                if sign in kept:
                    kept = pattern.sub(lambda match: _HIDDEN * len(match.group()), kept)
            yield kept


def _blank(shown: str, start: int, end: int) -> str:
    hidden = re.sub(r"[^\n]", _HIDDEN, shown[start:end])
    return shown[:start] + hidden + shown[end:]
