"""A built page as a chapter: without what only works on a screen, its links turned to the book.

Links to pages of the book become `FILE.xhtml#ID`; others become addresses of the published site,
or plain text as long as it has no address.
"""

import re
import xml.etree.ElementTree as etree
from collections.abc import Callable
from posixpath import join, normpath

import html5lib

from roadmap.books.model import (
    MATHML,
    SVG,
    BookError,
    Chapter,
    classes,
    remove,
    replace,
    text,
    unwrap,
)
from roadmap.compact import own_shapes
from roadmap.model import Page
from roadmap.policy import with_style_attributes

GLOSSARY = "glossary"
OVERVIEW = "overview"
DROPPED = {"script", "button", "form", "input", "label", "page-marks", "term-notes"}
DROPPED_CLASSES = {
    *("headerlink", "toc-inline", "card-place", "next-page"),
    *("state-complete", "stage-books"),
}
HEADINGS = {"h1", "h2", "h3", "h4"}

_VISUAL = '<span class="katex-html"'
_SPAN = re.compile(r"<(/?)span\b")
_SCHEME = re.compile(r"[a-z][a-z+.-]*:|//")

Resolve = Callable[[str], str | None]


def identifier(page: Page) -> str:
    """The id of a page's chapter."""
    return OVERVIEW if page.slug == "index" else page.slug


def chapter(html: str, page: Page, inside: dict[str, str], address: str) -> Chapter:
    """The chapter of a built page; `inside` maps the addresses of the book's pages to chapters.

    `address` is that of the published site, or empty. Raises BookError.
    """
    article = _article(html, page)
    _drop(article, address)
    name = identifier(page)
    for parent in list(article.iter()):
        for child in list(parent):
            if child.tag == "quiz-question":
                replace(parent, child, [_question(child)])
    _unfold(article)
    _link(article, lambda href: _resolved(href, page, name, inside, address))
    for element in article.iter():
        _attributes(element, name)
    article.tag, article.attrib = "section", {"id": name}
    title = article.find("h1")
    if title is None:
        raise BookError(f"{page.source}: the built page has no heading")
    return Chapter(name, text(title), article)


def _article(html: str, page: Page) -> etree.Element:
    """The article of the page; formulas for the eye, most of its bytes, are parsed as XML."""
    _, start, rest = own_shapes(with_style_attributes(html)).partition("<article")
    inner, end, _ = rest.partition("</article>")
    if not start or not end:
        raise BookError(f"{page.source}: the built page has no article")
    inner, cut = _without_visual(inner)
    visual = [etree.fromstring(found) for found in cut]
    fragment = html5lib.parseFragment(f"{start}{inner}{end}", namespaceHTMLElements=False)
    for place, formula in zip(fragment.iter("katex-visual"), visual, strict=True):
        place.append(formula)
    for element in fragment.iter():
        _local(element)
    article: etree.Element = fragment[0]
    return article


def _without_visual(html: str) -> tuple[str, list[str]]:
    """The markup with an empty `katex-visual` in the place of what of formulas is for the eye."""
    first, *rest = html.split(_VISUAL)
    kept, cut = [first], []
    for piece in rest:
        depth = 1
        for span in _SPAN.finditer(piece):
            depth += -1 if span[1] else 1
            if depth == 0:
                break
        end = span.end() + 1
        cut.append(f"{_VISUAL}{piece[:end]}")
        kept.append(piece[end:])
    return "<katex-visual></katex-visual>".join(kept), cut


def _local(element: etree.Element) -> None:
    """Names without their namespace, which the roots of figures and formulas declare instead."""
    name = str(element.tag).rpartition("}")[2]
    element.tag = name
    element.attrib = {k: v for k, v in element.attrib.items() if not k.startswith("{")}
    if name in ("svg", "math"):
        element.set("xmlns", SVG if name == "svg" else MATHML)


def _drop(element: etree.Element, address: str) -> None:
    """Take out what books have no use for; downloads too, when nothing tells where they are."""
    for child in list(element):
        if (
            child.tag in DROPPED
            or "hidden" in child.attrib
            or classes(child) & DROPPED_CLASSES
            or ("card-foot" in classes(element) and child.tag == "a")
            or (not address and any("code-download" in classes(inner) for inner in child))
            or _is_empty(child)
        ):
            remove(element, child)
        else:
            _drop(child, address)


def _is_empty(element: etree.Element) -> bool:
    """Pygments begins each block with an empty span."""
    return element.tag == "span" and not (len(element) or element.text or element.attrib)


def _unfold(element: etree.Element) -> None:
    """What is folded in cards is shown; headings of derived lists, which have no id, are text."""
    for child in list(element):
        _unfold(child)
        if child.tag in HEADINGS - {"h1"} and "id" not in child.attrib:
            child.tag, child.attrib = "p", {"class": "entry"}
        elif child.tag == "details" and classes(element) & {"card-needs", "card-unlocks"}:
            remove(child, child[0])
            unwrap(element, child)


def _question(quiz: etree.Element) -> etree.Element:
    """A question as paper can hold it: the choices first, then what is said about each."""
    found = etree.Element("div", {"class": "quiz"})
    legend = next(quiz.iter("legend"))
    legend.tag, legend.attrib = "p", {"class": "quiz-name"}
    found.append(legend)
    found.extend(e for e in quiz.iter("div") if "quiz-text" in classes(e))
    choices = etree.SubElement(found, "ol", {"class": "quiz-choices", "type": "A"})
    answers = etree.SubElement(found, "details")
    etree.SubElement(answers, "summary").text = "Answer"
    said = etree.SubElement(answers, "ol", {"type": "A"})
    for option in quiz.iter("details"):
        label = next(e for e in option.iter("span") if "quiz-label" in classes(e))
        label.tag, label.attrib, label.tail = "li", {}, None
        choices.append(label)
        feedback = next(e for e in option.iter("div") if "quiz-feedback" in classes(e))
        feedback.tag, feedback.attrib, feedback.tail = "li", {}, None
        said.append(feedback)
    return found


def _link(element: etree.Element, resolve: Resolve) -> None:
    for child in list(element):
        _link(child, resolve)
        if child.tag != "a" or "href" not in child.attrib:
            continue
        if "term" in classes(child):
            term = child.attrib["href"].partition("#")[2]
            href: str | None = f"{GLOSSARY}.xhtml#{GLOSSARY}--{term}"
        else:
            href = resolve(child.attrib["href"])
        if href:
            child.set("href", href)
        else:
            unwrap(element, child)


def _resolved(href: str, page: Page, name: str, inside: dict[str, str], address: str) -> str | None:
    if _SCHEME.match(href):
        return href
    path, _, anchor = href.partition("#")
    target = normpath(join("/", page.url, path)).strip("/") if path else page.url.rstrip("/")
    chapter = name if not path else inside.get(target)
    if chapter:
        return f"{chapter}.xhtml#{chapter}" + (f"--{anchor}" if anchor else "")
    if not address:
        return None
    folder = "/" if path.endswith(("/", "..", ".")) and target else ""
    return f"{address}{target}{folder}" + (f"#{anchor}" if anchor else "")


def _attributes(element: etree.Element, chapter: str) -> None:
    """Unique ids; nothing that is there for scripts, scrolling or the pointer."""
    if element.get("id"):
        element.set("id", f"{chapter}--{element.get('id')}")
    for key in ("tabindex", "download", "aria-describedby"):
        element.attrib.pop(key, None)
    if classes(element) & {"math-display", "table-scroll"}:
        element.attrib = {"class": element.get("class", "")}
    for key in [key for key in element.attrib if key.startswith("data-")]:
        del element.attrib[key]
