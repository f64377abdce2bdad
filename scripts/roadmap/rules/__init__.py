"""The rules a site must keep. Each has a code, one small function, and a good and a bad test."""

from roadmap.model import Finding, Site
from roadmap.registry import rules
from roadmap.rules import (
    catalogue,
    code,
    content,
    files,
    glossary,
    graph,
    navigation,
    pages,
    paths,
    strings,
)

__all__ = [
    "catalogue", "check", "code", "content", "files", "glossary", "graph", "navigation", "pages",
    "paths", "strings",
]  # fmt: skip


def check(site: Site, loading: list[Finding]) -> list[Finding]:
    """All findings, sorted by place: those of loading and those of every rule."""
    found = [finding for rule in rules().values() for finding in rule.check(site)]
    return sorted({*loading, *found})
