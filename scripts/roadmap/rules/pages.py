"""Rules for front matter beyond its schema."""

from collections.abc import Iterator
from datetime import date

from roadmap.model import Finding, Site
from roadmap.registry import rule
from roadmap.schema import nearest

_REQUIRED = {
    "topic": ("level", "hours", "resources", "reviewed"),
    "project": ("level", "hours", "needs", "resources", "reviewed"),
    "tool": ("level", "hours", "resources", "reviewed"),
    "career": ("level", "needs", "resources", "reviewed"),
    "discussion": ("level", "hours", "needs", "resources", "reviewed"),
    "catalogue": ("reviewed",),
}


@rule("F06", "A page has the keys its kind needs")
def keys_of_kind(site: Site) -> Iterator[Finding]:
    for page in site.pages.values():
        for key in _REQUIRED.get(page.meta.kind, ()):
            if not getattr(page.meta, key):
                yield Finding(
                    page.source,
                    page.line("kind"),
                    "F06",
                    f"key missing for kind `{page.meta.kind}`: `{key}`",
                    f"add `{key}:` (see docs/_templates/{page.meta.kind}.md)",
                )


@rule("F07", "Titles and descriptions are unique")
def unique(site: Site) -> Iterator[Finding]:
    for key in ("title", "description"):
        seen: dict[str, str] = {}
        for page in site.pages.values():
            value = str(getattr(page.meta, key)).casefold()
            if value in seen:
                yield Finding(
                    page.source,
                    page.line(key),
                    "F07",
                    f"{key} is also that of `{seen[value]}`",
                    f"write a {key} of its own",
                )
            seen.setdefault(value, page.source)


@rule("F08", "A review date is not in the future")
def reviewed(site: Site) -> Iterator[Finding]:
    for page in site.pages.values():
        if page.meta.reviewed and page.meta.reviewed > date.today():
            yield Finding(
                page.source,
                page.line("reviewed"),
                "F08",
                f"reviewed in the future: `{page.meta.reviewed}`",
                "write the day on which somebody read the page",
            )


@rule("F09", "A former path in `aliases` is no page and belongs to one page only")
def aliases(site: Site) -> Iterator[Finding]:
    seen: dict[str, str] = {}
    for page in site.pages.values():
        for index, alias in enumerate(page.meta.aliases):
            line = page.line("aliases", index)
            if alias in site.pages:
                message = f"alias is a page: `{alias}`"
                yield Finding(page.source, line, "F09", message, "remove the alias")
            elif alias in seen:
                message = f"alias is also one of `{seen[alias]}`: `{alias}`"
                yield Finding(page.source, line, "F09", message, "keep it on one page")
            seen.setdefault(alias, page.source)


@rule("F13", "A page is split off from another page, or from a former one")
def split_from(site: Site) -> Iterator[Finding]:
    former = {alias for page in site.pages.values() for alias in page.meta.aliases}
    for page in site.pages.values():
        for index, origin in enumerate(page.meta.split_from):
            if origin == page.path or origin not in former | set(site.pages):
                line = page.line("split_from", index)
                message = f"no other page, now or before: `{origin}`"
                fix = "name the page whose text was moved here, or its former path in `aliases`"
                yield Finding(page.source, line, "F13", message + nearest(origin, site.pages), fix)
