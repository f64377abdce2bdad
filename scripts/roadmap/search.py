"""What the search of the site knows of each page. Ranking is done in `assets/js/find.js`."""

import json
import re
from collections import Counter

from markdown.extensions.toc import slugify

from roadmap import text
from roadmap.contract import PARTS
from roadmap.model import Page, Site
from roadmap.rules.content import plain

COMMON = 0.5  # words on more than this share of the pages tell none of them from the others
OFTEN = 3  # times a word stands on a page that is about it; a common word, times its mean
_WORD = re.compile(r"(?!\d+\b)[^\W_][\w'-]*|\b(?:19|20)\d\d\b")  # of plain numbers only years
_BOLD = re.compile(r"\*\*([^*$\n]+)\*\*")
_MARKUP = re.compile(r"\]\([^)]*\)|<[^>]+>|`{3}.*")


def index(site: Site) -> str:
    """`search.json`: the pages with what is searched, and words that stand for others."""
    words = {page.path: _words(page) for page in site.pages.values()}
    total = sum(words.values(), Counter())
    pages_with = Counter(word for found in words.values() for word in found)
    common = {word for word, n in pages_with.items() if n > COMMON * len(words)}
    pages = []
    for number, page in enumerate(site.pages.values()):
        found = words[page.path]
        often = _bold(page) - common | {
            word
            for word, n in found.items()
            if n >= OFTEN and (word not in common or n >= OFTEN * total[word] / pages_with[word])
        }
        pages.append(
            {
                "id": number,
                "url": page.url,
                "title": page.meta.title,
                "place": place(site, page),
                "kind": page.meta.kind,
                "about": page.meta.description,
                "names": _names(site, page),
                "terms": "; ".join(site.coverage.get(page.path, ())),
                "heads": _headings(page),
                "often": " ".join(sorted(often)),
                "words": " ".join(sorted(found.keys() - often - common)),
            }
        )
    data = {"synonyms": site.synonyms, "pages": pages}
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n"


def place(site: Site, page: Page) -> str:
    """Stage and kind of a page, as a result shows them: `Part 2 · topic`."""
    stage = site.stage_of(page)
    short = stage.index.meta.title.partition(":")[0] if stage else ""
    return " · ".join(filter(None, (short, site.strings(f"page_kind.{page.meta.kind}"))))


def _names(site: Site, page: Page) -> list[str]:
    """The terms of the glossary that the page teaches, in all their forms."""
    taught = (term for term in site.glossary.values() if term.page == page.path)
    return [form for term in taught for form in term.forms]


def _headings(page: Page) -> list[list[str]]:
    """[text, anchor] of the headings that are not those every page of the kind has."""
    parts = PARTS.get(page.meta.kind, ())
    found: list[list[str]] = []
    for line in text.prose(page.body):
        heading = text.HEADING.match(line)
        if heading and 2 <= len(heading.group(1)) <= 3:
            name = re.sub(r"[*_`$\\]", "", heading.group(2))
            usual = name.startswith(("Exercise ", "Worked example"))
            if not usual and not any(part.matches(name) for part in parts):
                found.append([name, slugify(plain(name), "-")])
    return found


def _words(page: Page) -> Counter[str]:
    """How often every word of the running text stands there, formulas left out."""
    body = re.sub(r"\$\$.*?\$\$|\$[^$\n]*\$", " ", page.body, flags=re.DOTALL)
    return Counter(_split(_MARKUP.sub(" ", body)))


def _bold(page: Page) -> set[str]:
    """The words set in bold, as a page sets the terms that it explains."""
    return {word for part in _BOLD.findall(page.body) for word in _split(part)}


def _split(source: str) -> list[str]:
    return [word.lower().strip("'-") for word in _WORD.findall(source)]
