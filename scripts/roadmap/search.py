"""What the search of the site knows of each page. Ranking is done in `assets/js/search.js`."""

import json
import re
from collections import Counter

from markdown.extensions.toc import slugify

from roadmap import text
from roadmap.contract import PARTS
from roadmap.model import Page, Site
from roadmap.rules.content import plain

COMMON = 0.5  # words on more than this share of the pages tell none of them from the others
_WORD = re.compile(r"[^\W_][\w'-]*")
_MARKUP = re.compile(r"\]\([^)]*\)|<[^>]+>|`{3}.*")


def index(site: Site) -> str:
    """`search.json`: the pages with what is searched, and words that stand for others."""
    words = {page.path: _words(page) for page in site.pages.values()}
    frequency = Counter(word for found in words.values() for word in found)
    rare = {word for word, n in frequency.items() if n <= COMMON * len(words)}
    pages = [
        {
            "id": number,
            "url": page.url,
            "title": page.meta.title,
            "place": place(site, page),
            "kind": page.meta.kind,
            "about": page.meta.description,
            "terms": "; ".join(_terms(site, page)),
            "heads": _headings(page),
            "words": " ".join(sorted(words[page.path] & rare)),
        }
        for number, page in enumerate(site.pages.values())
    ]
    data = {"synonyms": site.synonyms, "pages": pages}
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n"


def place(site: Site, page: Page) -> str:
    """Stage and kind of a page, as a result shows them: `Part 2 · topic`."""
    stage = site.stage_of(page)
    short = stage.index.meta.title.partition(":")[0] if stage else ""
    return " · ".join(filter(None, (short, site.strings(f"page_kind.{page.meta.kind}"))))


def _terms(site: Site, page: Page) -> list[str]:
    """The terms a page must explain, and those of the glossary that it teaches."""
    taught = [t for t in site.glossary.values() if t.page == page.path]
    forms = (form for term in taught for form in term.forms)
    return list(dict.fromkeys([*site.coverage.get(page.path, ()), *forms]))


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


def _words(page: Page) -> set[str]:
    """Every different word of the running text, formulas left out."""
    body = re.sub(r"\$\$.*?\$\$|\$[^$\n]*\$", " ", page.body, flags=re.DOTALL)
    return {word.lower().strip("'-") for word in _WORD.findall(_MARKUP.sub(" ", body))}
