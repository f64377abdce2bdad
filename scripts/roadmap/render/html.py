"""Small helpers all renderers share: escaping, relative addresses, and words for values."""

from collections.abc import Iterable, Mapping
from datetime import date
from html import escape
from posixpath import relpath

from roadmap.model import Page

LANGUAGES = {"en": "English", "hi": "Hindi"}


def text(value: object) -> str:
    """The value as HTML text, safe between tags and inside a quoted attribute."""
    return escape(" ".join(str(value).split()), quote=True)


def attributes(pairs: Mapping[str, str | None]) -> str:
    """Attributes with a leading space each; a value of None leaves the attribute out."""
    return "".join(f' {name}="{text(value)}"' for name, value in pairs.items() if value is not None)


def href(page: Page, target: Page, anchor: str = "") -> str:
    """The relative address of `target` as seen from `page`, with directory URLs."""
    path = relpath(f"/{target.url}", f"/{page.url}")
    fragment = f"#{anchor}" if anchor else ""
    return f"{path}/{fragment}"


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


def hours(value: float) -> str:
    """Study time in words: `30 minutes`, `1 hour`, `4.5 hours`."""
    if value == 0.5:
        return "30 minutes"
    return "1 hour" if value == 1 else f"{value:,g} hours"


def facts(page: Page) -> str:
    """Level and study time of a page, as one line of text."""
    level = page.meta.level.capitalize() if page.meta.level else ""
    time = hours(page.meta.hours) if page.meta.hours else ""
    return text(" · ".join(part for part in (level, time) if part))


def day(value: date) -> str:
    """A `time` element that shows the date the way people say it."""
    return f'<time datetime="{value.isoformat()}">{value.day} {value:%B %Y}</time>'


def count(number: int, noun: str, plural: str | None = None) -> str:
    """`1 page`, `12 pages`."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


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
