"""The rules a site must keep. Each has a code, one small function, and a good and a bad test."""

from collections.abc import Collection
from dataclasses import replace

from roadmap.model import Finding, Site
from roadmap.registry import rules
from roadmap.rules import catalogue, code, content, files, glossary, graph, navigation, pages

__all__ = [
    "catalogue", "check", "code", "content", "files", "glossary", "graph", "navigation", "pages",
]  # fmt: skip


SLOW_AND_LOCAL = ("M01", "W01")  # typesets every formula; reads the code of every page


def check(
    site: Site, loading: list[Finding], changed: Collection[str] | None = None
) -> list[Finding]:
    """All findings, sorted by place: those of loading and those of every rule.

    Given the `changed` files, slow rules that look at one page at a time look at those pages
    and at pages with changed code only.
    """
    narrow = site
    if changed is not None:
        touched = {name.replace("/code/", "/") for name in changed}
        folders = {name.rsplit("/", 1)[0] for name in touched}
        kept = {
            path: page
            for path, page in site.pages.items()
            if page.source in touched or page.source.removesuffix(".md") in folders
        }
        narrow = replace(site, pages=kept)
    found = [
        finding
        for code, rule in rules().items()
        for finding in rule.check(narrow if code in SLOW_AND_LOCAL else site)
    ]
    return sorted({*loading, *found})
