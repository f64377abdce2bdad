"""What the search of the site knows of each page. Ranking is done in `assets/js/find.js`."""

import json
import posixpath
import re
from collections import Counter
from functools import lru_cache
from itertools import pairwise

from markdown.extensions.toc import slugify

from roadmap import text
from roadmap.contract import PARTS
from roadmap.model import Dataset, Page, Site, Tool
from roadmap.rules.content import plain

COMMON = 0.5  # words on more than this share of the pages tell none of them from the others
OFTEN = 3  # times a word stands on a page that is about it; a common word, times its mean
_WORD = re.compile(r"(?!\d+\b)[^\W_][\w'-]*|\b(?:19|20)\d\d\b")  # of plain numbers only years
_BOLD = re.compile(r"\*\*([^*$\n]+)\*\*")
_EMPHASIS = re.compile(r"\*{1,2}([a-zA-Z][^*$\n]{3,50})\*{1,2}")
_GREEK = "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho"
_TEX = dict(
    zip(
        f"{_GREEK} varsigma sigma tau upsilon phi chi psi omega".split(),
        map(chr, range(945, 970)),
        strict=True,
    )
) | {
    "partial": "∂",
    "nabla": "∇",
    "sum": "∑",
    "odot": "⊙",
    "varepsilon": "ε",
    "exp": "e",
    "ln": "log",
    **{name: name for name in ("log", "max", "min", "sin", "cos", "tanh", "sqrt")},
}
_MARKUP = re.compile(r"\]\([^)]*\)|<[^>]+>|`{3}.*")


def index(site: Site) -> str:
    """`search.json`: the pages with what is searched, and words that stand for others."""
    words = {page.path: _words(page.body) for page in site.pages.values()}
    total: Counter[str] = Counter()
    for counted in words.values():
        total.update(counted)
    pages_with = Counter(word for found in words.values() for word in found)
    common = {word for word, n in pages_with.items() if n > COMMON * len(words)}
    called, lists = _called(site), _lists(site)
    pages = []
    held: dict[str, list[int]] = {}
    for number, page in enumerate(site.pages.values()):
        found = words[page.path]
        often = _bold(page.body) - common | {
            word
            for word, n in found.items()
            if n >= OFTEN and (word not in common or n >= OFTEN * total[word] / pages_with[word])
        }
        lead = set(_split(_lead(site, page))) - common
        for word in often | lead | found.keys() - common:
            held.setdefault(word, []).append(4 * number + 2 * (word in often) + (word in lead))
        pages.append(
            {
                "url": page.url,
                "title": page.meta.title,
                "place": place(site, page),
                "kind": page.meta.kind,
                "about": page.meta.description,
                "names": _names(site, page),
                "terms": site.coverage.get(page.path, ()),
                "heads": _headings(page.body, page.meta.kind),
                "called": sorted(called[page.path] - {page.meta.title.lower()}),
                "short": sorted(_initialisms(site, page) - found.keys()),
                "lists": lists[page.slug],
                "asked": site.wordings.get(page.path, ()),
                "formulas": _formulas(page.body),
            }
        )
    data = {
        "synonyms": site.synonyms,
        "words": _steps(held),
        "common": sorted(common),
        "pages": pages,
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n"


def _steps(held: dict[str, list[int]]) -> dict[str, list[int]]:
    """Word -> for each page with it, 4 x the number of pages since the last one, and its level.

    The level adds 1 when the page begins with the word and 2 when the word stands there often.
    """
    return {
        word: [at - before // 4 * 4 for before, at in pairwise([0, *held[word]])]
        for word in sorted(held)
    }


def place(site: Site, page: Page) -> str:
    """Stage and kind of a page, as a result shows them: `Part 2 · topic`."""
    stage = site.stage_of(page)
    short = stage.index.meta.title.partition(":")[0] if stage else ""
    return " · ".join(filter(None, (short, site.strings(f"page_kind.{page.meta.kind}"))))


def _names(site: Site, page: Page) -> list[str]:
    """The terms of the glossary that the page teaches, in all their forms."""
    taught = (term for term in site.glossary.values() if term.page == page.path)
    return [form for term in taught for form in term.forms]


@lru_cache(text.KEPT)
def _headings(body: str, kind: str) -> list[list[str]]:
    """[text, anchor] of the headings that are not those every page of the kind has."""
    parts = PARTS.get(kind, ())
    found: list[list[str]] = []
    for line in text.prose(body):
        heading = text.HEADING.match(line)
        if heading and 2 <= len(heading.group(1)) <= 3:
            name = re.sub(r"[*_`$\\]", "", heading.group(2))
            usual = name.startswith(("Exercise ", "Worked example"))
            if not usual and not any(part.matches(name) for part in parts):
                found.append([name, slugify(plain(name), "-")])
    return found


def _called(site: Site) -> dict[str, set[str]]:
    """Page -> what other pages call it in their links."""
    found: dict[str, set[str]] = {path: set() for path in site.pages}
    for page in site.pages.values():
        for link in text.links(page.body):
            target = link.target.partition("#")[0]
            path = posixpath.normpath(posixpath.join(page.folder, target)).removesuffix(".md")
            if target.endswith(".md") and path in found and path != page.path:
                found[path].add(re.sub(r"[*_`$\\]", "", link.text).lower())
    return found


def _lists(site: Site) -> dict[str, list[str]]:
    """Slug -> the tools or data sets that the page shows in a table made from the catalogue."""
    found: dict[str, list[str]] = {page.slug: [] for page in site.pages.values()}
    for record in site.records.values():
        slugs: tuple[str, ...] = ()
        if isinstance(record, Tool):
            slugs = (record.category,)
        elif isinstance(record, Dataset):
            slugs = tuple(record.projects)
        for slug in slugs:
            if slug in found:
                found[slug].append(record.title.partition(" (")[0])
    return found


def _initialisms(site: Site, page: Page) -> set[str]:
    """First letters of every term of three to five words: `rpn` of *region proposal network*."""
    phrases = [
        *_names(site, page),
        *site.coverage.get(page.path, ()),
        *_EMPHASIS.findall(page.body),
    ]
    parts = (re.findall(r"[a-z]+", phrase.lower()) for phrase in phrases)
    return {"".join(word[0] for word in words) for words in parts if 3 <= len(words) <= 5}


def _lead(site: Site, page: Page) -> str:
    """What says most of a page: its aims, first section, captions, and what its terms mean."""
    taught = (term.definition for term in site.glossary.values() if term.page == page.path)
    needed = (n.why for p in site.pages.values() for n in p.meta.needs if n.page == page.path)
    sections = [content for _, content in text.sections(page.body).values()][:2]
    captions = (f"{link.title}" for link in text.links(page.body) if link.image)
    return _prose("\n".join([*taught, *needed, *sections, *captions]))


@lru_cache(text.KEPT)
def _formulas(body: str) -> list[str]:
    """The signs of the equations on lines of their own: `min g max d v d g`."""
    found = []
    for formula in text.formulas(body):
        if formula.display:
            for line in re.split(r"\\\\|\\q?quad", formula.tex):
                row = _signs(line)
                if 4 <= len(row) <= 24 and 2 * sum(map(str.isdigit, row)) < len(row):
                    found.append(" ".join(row))
    return sorted(set(found))


def _signs(tex: str) -> list[str]:
    """Letters, Greek letters, functions and numbers of a formula, in order, in lower case."""
    tex = re.sub(r"\\(?:text|mathrm|begin|end|label|tag)\{[^}]*\}", " ", tex)
    tex = re.sub(r"\\operatorname\*?\{(\w+)\}", r"\\\1 ", tex)
    tex = re.sub(r"\\([a-zA-Z]+)", lambda m: f" {_TEX.get(m[1], '')} ", tex)
    return re.findall(r"[a-z]{3,}|[a-zα-ω∂∇∑⊙]|\d+", tex.lower())


@lru_cache(text.KEPT)
def _words(body: str) -> Counter[str]:
    """How often every word of the running text stands there, formulas left out."""
    return Counter(_split(_prose(body)))


def _prose(source: str) -> str:
    body = re.sub(r"\$\$.*?\$\$|\$[^$\n]*\$", " ", source, flags=re.DOTALL)
    return _MARKUP.sub(" ", body)


@lru_cache(text.KEPT)
def _bold(body: str) -> set[str]:
    """The words set in bold, as a page sets the terms that it explains."""
    return {word for part in _BOLD.findall(body) for word in _split(part)}


def _split(source: str) -> list[str]:
    return [word.lower().strip("'-") for word in _WORD.findall(source)]
