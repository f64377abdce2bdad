"""Small helpers all renderers share: escaping, relative addresses, and words for values."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from html import escape
from posixpath import relpath

from roadmap.model import Page, Record, Resource, Site
from roadmap.strings import ENGLISH, Strings


def text(value: object) -> str:
    """The value as HTML text, safe between tags and inside a quoted attribute."""
    return escape(" ".join(str(value).split()), quote=True)


def attributes(pairs: Mapping[str, str | None]) -> str:
    """Attributes with a leading space each; a value of None leaves the attribute out."""
    return "".join(f' {name}="{text(value)}"' for name, value in pairs.items() if value is not None)


def href(page: Page, target: Page, anchor: str = "") -> str:
    """The relative address of `target` as seen from `page`, with directory URLs."""
    fragment = f"#{anchor}" if anchor else ""
    return f"{_way(target.url, page.url)}/{fragment}"


@cache  # a page is linked from its card, its lists and the plans
def _way(target: str, start: str) -> str:
    return relpath(f"/{target}", f"/{start}")


def link(page: Page, target: Page, label: str | None = None, **extra: str) -> str:
    """A link from one page of the site to another, named by its title."""
    attrs = attributes({"href": href(page, target)} | extra)
    return f"<a{attrs}>{text(label or target.meta.title)}</a>"


def tracked(page: Page, target: Page, **extra: str) -> str:
    """A link to a page whose state the learner may have marked; `progress.js` shows it."""
    was = {"data-was": " ".join(target.former)} if target.former else {}
    return link(page, target, **{"data-page": target.path}, **was, **extra)


def external(url: str, label: str, language: str | None = None) -> str:
    """A link to another site; an address that is not http(s) becomes plain text."""
    lang = attributes({"lang": language})
    if not url.startswith(("https://", "http://")):
        return f"<span{lang}>{text(label)}</span>"
    return f'<a href="{text(url)}"{lang}>{text(label)}</a>'


def foreign(site: Site, record: Record) -> str | None:
    """The language of a record's title where it is not that of the site; papers are in English."""
    language = ENGLISH
    if isinstance(record, Resource):
        language = record.title_language or record.language
    return language if language != site.strings.language else None


def record_link(site: Site, record: Record) -> str:
    """A link to a record of the catalogue; a title in another language is marked as such."""
    return external(record.url, record.title, foreign(site, record))


def facts(say: Strings, page: Page) -> list[str]:
    """Level and study time of a page, as far as it states them."""
    level = say(f"level.{page.meta.level}") if page.meta.level else ""
    time = say.hours(page.meta.hours) if page.meta.hours else ""
    return [text(fact) for fact in (level, time) if fact]


def day(say: Strings, value: date) -> str:
    """A `time` element that shows the date the way people say it."""
    return f'<time datetime="{value.isoformat()}">{text(say.day(value))}</time>'


def listing(items: Iterable[str], tag: str = "ul", css: str | None = None) -> str:
    """A list of HTML items, or nothing when there are none."""
    body = "".join(f"<li>{item}</li>" for item in items)
    return f"<{tag}{attributes({'class': css})}>{body}</{tag}>" if body else ""


def block(element: str, body: str, label: str | None = None, search: bool = False) -> str:
    """Wrap a derived part in an element of its own.

    The outer `div` makes Markdown treat it as one raw block. The custom element carries
    `data-search-exclude`, whose effect ends at the first nested tag of the same name.
    """
    attrs = "" if search else " data-search-exclude"
    inner = f'<section aria-label="{text(label)}">{body}</section>' if label else body
    return f'<div class="rm"><{element}{attrs}>{inner}</{element}></div>'
